"""Tells a listener when an alarm changes its state; moto sends no events."""

from collections.abc import Callable

from moto.cloudwatch.models import CloudWatchBackend

# Receives the alarm's name, its ARN, the state before and after, and the reason.
AlarmListener = Callable[[str, str, str, str, str], None]


def install(on_change: AlarmListener) -> None:
    """Wraps SetAlarmState. As in CloudWatch, setting the state it has already emits nothing."""
    set_alarm_state = CloudWatchBackend.set_alarm_state

    def set_and_tell(
        backend: CloudWatchBackend, alarm_name: str, reason: str, reason_data: str, state_value: str
    ) -> None:
        alarm = backend.alarms.get(alarm_name)
        before = alarm.state_value if alarm else None
        set_alarm_state(backend, alarm_name, reason, reason_data, state_value)
        if before != state_value:
            on_change(alarm_name, alarm.alarm_arn, before, state_value, reason)

    CloudWatchBackend.set_alarm_state = set_and_tell
