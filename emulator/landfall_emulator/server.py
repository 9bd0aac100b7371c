"""moto in this process, with Landfall's seams installed."""

import logging
import warnings

from moto.core.config import default_user_config
from moto.server import ThreadedMotoServer

from landfall_emulator import aws
from landfall_emulator.eventbridge.bus import EventBus
from landfall_emulator.seams import (
    absent,
    alarms,
    cloudformation,
    executions,
    jsonata,
    metrics,
    pace,
    parameters,
    route53,
    serial,
)


class Server:
    """A running moto. There can be one per process, since moto keeps its state in modules."""

    def __init__(self, port: int = 0):
        _quiet()
        default_user_config["stepfunctions"] = {"execute_state_machine": True}
        absent.install()
        self._moto = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
        self._moto.start()
        self.endpoint = f"http://127.0.0.1:{self._moto.get_host_and_port()[1]}"
        aws.use_in_this_process(self.endpoint)
        self.aws = aws.Aws(self.endpoint)
        self.bus = EventBus(self.aws)
        jsonata.install()
        pace.install()
        parameters.install()
        serial.install()
        metrics.install()
        route53.install()
        cloudformation.install(self.aws)
        executions.install(self.bus.execution_changed)
        alarms.install(self.bus.alarm_changed)
        self.bus.start()

    def stop(self) -> None:
        """Ends the server; what was in it is gone."""
        self.bus.stop()
        self._moto.stop()


def _quiet() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    # An execution that fails is a scenario's business; a fault of moto's own answers 500.
    logging.getLogger("moto").setLevel(logging.ERROR)
    logging.getLogger("moto.stepfunctions").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="samtranslator")
