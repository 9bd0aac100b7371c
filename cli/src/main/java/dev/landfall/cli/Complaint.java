package dev.landfall.cli;

import dev.landfall.appfiles.AppFileException;
import dev.landfall.assess.PlanException;
import dev.landfall.cli.deployed.RefusedByAwsException;
import dev.landfall.cli.deployed.UnusableException;
import dev.landfall.heroku.HerokuException;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.InvalidSpecException;
import dev.landfall.rehearsal.explore.InvalidCaseException;
import dev.landfall.rehearsal.scenario.InvalidScenarioException;
import dev.landfall.usage.UnknownLogException;

/** What an error becomes on the terminal. The only place that tells the caller's mistakes from our own. */
record Complaint(String line, int exitCode) {

    static Complaint about(Exception e) {
        return switch (e) {
            case BadInputException bad -> badInput(bad);
            case InvalidSpecException bad -> badInput(bad);
            case InvalidScenarioException bad -> badInput(bad);
            case InvalidCaseException bad -> badInput(bad);
            case UnusableException bad -> badInput(bad);
            case PlanException bad -> badInput(bad);
            case AppFileException bad -> badInput(bad);
            case UnknownLogException bad -> badInput(bad);
            case HerokuException bad -> badInput(bad);
            case RefusedByAwsException refused -> new Complaint(Landfall.message(refused), ExitCode.OWN_FAILURE);
            case UnavailableException silent -> new Complaint(Landfall.message(silent), ExitCode.OWN_FAILURE);
            default ->
                new Complaint(
                        "landfall failed: " + Landfall.message(e) + " (--stacktrace shows where)",
                        ExitCode.OWN_FAILURE);
        };
    }

    private static Complaint badInput(Exception e) {
        return new Complaint(Landfall.message(e), ExitCode.BAD_INPUT);
    }
}
