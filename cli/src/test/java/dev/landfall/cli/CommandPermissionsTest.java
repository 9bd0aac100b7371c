package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.CallGraph;
import dev.landfall.Grants;
import dev.landfall.Permission;
import dev.landfall.cli.deployed.AwsDeployment;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The policies for people against what the command does for them: each has enough, and none can do another's work. */
final class CommandPermissionsTest {
    private static final Grants GRANTS = Grants.ofTheTemplate();

    /** What the console's pages of a machine and of an execution ask for, beyond the command. */
    private static final Set<String> CONSOLE =
            Set.of("states:ListExecutions", "states:DescribeStateMachine", "states:GetExecutionHistory");

    @Test
    void observerPolicy_besidesTheConsole_isWhatLookingOnNeeds() {
        Set<Permission> observer = GRANTS.ofPolicy("ObserverPolicy");
        observer.removeIf(permission -> CONSOLE.contains(permission.action()));

        assertThat(observer).isEqualTo(needs(StatusCommand.class, HistoryCommand.class));
    }

    @Test
    void starterPolicy_besidesTheObservers_isWhatStartNeeds() {
        assertThat(GRANTS.ofPolicy("StarterPolicy")).isEqualTo(needsBesidesLookingOn(StartCommand.class));
    }

    @Test
    void registrarPolicy_besidesTheObservers_isWhatPlanRegisterNeeds() {
        assertThat(GRANTS.ofPolicy("RegistrarPolicy")).isEqualTo(needsBesidesLookingOn(RegisterCommand.class));
    }

    @Test
    void approverPolicy_besidesTheObservers_isWhatApproveNeeds() {
        assertThat(GRANTS.ofPolicy("ApproverPolicy")).isEqualTo(needsBesidesLookingOn(ApproveCommand.class));
    }

    @Test
    void returnerPolicy_besidesTheObservers_isWhatAbortAndRollbackNeed() {
        assertThat(GRANTS.ofPolicy("ReturnerPolicy"))
                .isEqualTo(needsBesidesLookingOn(AbortCommand.class, RollbackCommand.class));
    }

    private static Set<Permission> needsBesidesLookingOn(Class<?>... commands) {
        Set<Permission> needs = needs(commands);
        needs.removeAll(GRANTS.ofPolicy("ObserverPolicy"));
        return needs;
    }

    private static Set<Permission> needs(Class<?>... commands) {
        return Arrays.stream(commands)
                .flatMap(command -> CallGraph.callsOf(AwsDeployment.class, "connect", command).stream())
                .flatMap(call -> call.permissions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
