package dev.landfall.cli.deployed;

import dev.landfall.gate.Gatekeeper;

/** The functions that take what an operator asks of a running shift. Asking twice is harmless. */
public interface Gates {

    Gatekeeper.Answer approve(Gatekeeper.Request request);

    Gatekeeper.Answer abort(Gatekeeper.Request request);
}
