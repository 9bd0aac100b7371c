package dev.landfall.cli.deployed;

import dev.landfall.assess.RegisterPlanHandler;

/** The function that lets the machines know of a plan. Asking twice is harmless. */
public interface Plans {

    /** @param plan as it stands in its file */
    RegisterPlanHandler.Output register(byte[] plan);
}
