package dev.landfall.assess;

import java.util.Optional;

/** Which plans may be followed in this account. A machine that is given a digest asks here, and can ask no more. */
public interface RegisteredPlans {

    /** Empty if nobody who may do so has registered a plan of this digest. */
    Optional<RegisteredPlan> find(String digest);
}
