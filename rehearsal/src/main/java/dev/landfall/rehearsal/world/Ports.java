package dev.landfall.rehearsal.world;

import dev.landfall.assess.RegisteredPlans;
import dev.landfall.gate.Executions;
import dev.landfall.gate.Parking;
import dev.landfall.health.Alarms;
import dev.landfall.health.Samples;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Locks;
import dev.landfall.probe.Origins;
import dev.landfall.probe.ProbeRecorder;
import dev.landfall.records.NameServers;
import dev.landfall.records.TrafficRouter;
import dev.landfall.sweep.Schedules;
import java.time.InstantSource;

/** All that the handlers are given. */
record Ports(
        TrafficRouter router,
        NameServers nameServers,
        Alarms alarms,
        Samples samples,
        Origins origins,
        ProbeRecorder recorder,
        Journal journal,
        Locks locks,
        Parking parking,
        Executions executions,
        Schedules schedules,
        RegisteredPlans plans,
        InstantSource clock) {}
