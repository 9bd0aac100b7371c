package dev.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The policy for people who assess against the commands that docs/assess.md gives them: they have enough for each, and
 * nothing that none of them asks for.
 */
final class AssessorPolicyTest {
    private static final String PAGE = Template.text(Path.of("../docs/assess.md"));

    /** What the console's pages of a machine and of an execution ask for, beyond the commands. */
    private static final Set<String> CONSOLE =
            Set.of("states:ListExecutions", "states:DescribeStateMachine", "states:GetExecutionHistory");

    private static final String VIA_S3 = "{\"StringEquals\":{\"kms:ViaService\":\"s3.${AWS::Region}.amazonaws.com\"}}";

    private static final Pattern BLOCK = Pattern.compile("(?s)```[a-z]*\\n(.*?)```");
    private static final Pattern PUT = Pattern.compile("aws s3 cp \\S+ \"s3://\\$bucket/(\\w+)/");
    private static final Pattern GET = Pattern.compile("aws s3 cp \"s3://\\$bucket/(\\w+)/");
    private static final Pattern START =
            Pattern.compile("start-execution --state-machine-arn \"\\$\\(output (\\w+)Arn\\)");

    @Test
    void assessorPolicy_besidesTheConsole_isWhatTheCommandsOfThePageNeed() {
        Set<Permission> assessor = Grants.ofTheTemplate().ofPolicy("AssessorPolicy");
        assessor.removeIf(permission -> CONSOLE.contains(permission.action()));

        assertThat(assessor).isEqualTo(needs());
    }

    /** Whoever sets the token is an administrator: the page's commands for it are not theirs. */
    @Test
    void assessorPolicy_readsNoTokenAndNoMigration() {
        assertThat(Grants.ofTheTemplate().ofPolicy("AssessorPolicy"))
                .extracting(Permission::action)
                .noneMatch(action -> action.startsWith("secretsmanager:") || action.startsWith("dynamodb:"));
    }

    private static Set<Permission> needs() {
        Set<Permission> needs = new TreeSet<>();
        if (commands().contains("aws cloudformation describe-stacks")) {
            needs.add(Permission.of(
                    "cloudformation:DescribeStacks",
                    "arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:stack/${AWS::StackName}/*"));
        }
        folders(PUT).forEach(folder -> needs.add(Permission.of("s3:PutObject", folder)));
        folders(GET).forEach(folder -> needs.add(Permission.of("s3:GetObject", folder)));
        // A large log goes up in parts, and S3 decrypts what it puts together.
        needs.add(new Permission("kms:Decrypt", "AssessmentKey.Arn", VIA_S3));
        needs.add(new Permission("kms:GenerateDataKey", "AssessmentKey.Arn", VIA_S3));
        found(START).forEach(machine -> needs.addAll(ofAMachine(machine)));
        return needs;
    }

    private static List<Permission> ofAMachine(String machine) {
        String name = machine.replace("StateMachine", "").toLowerCase(Locale.ROOT);
        return List.of(
                Permission.of("states:StartExecution", machine),
                Permission.of(
                        "states:DescribeExecution",
                        "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${AWS::StackName}-"
                                + name + ":*"));
    }

    private static Stream<String> folders(Pattern pattern) {
        return found(pattern).map(folder -> "${ArtifactsBucket.Arn}/" + folder + "/*");
    }

    private static Stream<String> found(Pattern pattern) {
        Set<String> found = pattern.matcher(commands())
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).as("%s in docs/assess.md", pattern).isNotEmpty();
        return found.stream();
    }

    private static String commands() {
        Matcher blocks = BLOCK.matcher(PAGE);
        return blocks.results().map(MatchResult::group).collect(Collectors.joining("\n"));
    }
}
