package dev.landfall.health;

import java.util.List;

/**
 * What a verdict is made from.
 *
 * @param alarms those that count at this step
 * @param heroku probes of Heroku in the window
 * @param aws probes of AWS in the same window
 * @param herokuBefore probes of Heroku in twice the window, since an alarm clears later than an outage ends
 * @param awsBefore probes of AWS in twice the window
 * @param herokuNow probes of Heroku in the last minutes, since an alarm may fire before an outage fills the window
 * @param requestsAtStep requests that AWS answered since this weight was set
 * @param probesAtStep probes that AWS answered well since this weight was set
 */
public record HealthFacts(
        List<AlarmReading> alarms,
        Samples.ProbeSample heroku,
        Samples.ProbeSample aws,
        Samples.ProbeSample herokuBefore,
        Samples.ProbeSample awsBefore,
        Samples.ProbeSample herokuNow,
        long requestsAtStep,
        long probesAtStep) {
    public HealthFacts {
        alarms = List.copyOf(alarms);
    }
}
