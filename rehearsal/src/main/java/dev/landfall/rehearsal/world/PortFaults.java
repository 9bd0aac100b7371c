package dev.landfall.rehearsal.world;

import org.jspecify.annotations.Nullable;

/** Decides what befalls each call. Asked once a call, in the order of the calls. */
@FunctionalInterface
public interface PortFaults {

    /** @return null to let the call be */
    @Nullable
    PortFault befalls(PortCall call);
}
