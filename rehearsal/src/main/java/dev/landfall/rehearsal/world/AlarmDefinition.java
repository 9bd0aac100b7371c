package dev.landfall.rehearsal.world;

/** How an alarm is set up: on a metric, or on other alarms. */
public sealed interface AlarmDefinition permits AlarmRule, CompositeAlarmRule {}
