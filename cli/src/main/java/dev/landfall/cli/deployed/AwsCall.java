package dev.landfall.cli.deployed;

import dev.landfall.lambda.UnavailableException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** One call of AWS, whose errors become the two that an operator can act upon. */
final class AwsCall {
    /** Further sentences, a list of every place where credentials may stand, a count of attempts. */
    private static final Pattern REST =
            Pattern.compile("(\\. | from any of the providers| \\(SDK Attempt).*", Pattern.DOTALL);

    private AwsCall() {}

    /**
     * @throws RefusedByAwsException if AWS answered no
     * @throws UnavailableException if no answer came, or none that tells whether it acted
     */
    static <T> T to(String service, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            if (e.isThrottlingException() || e.statusCode() >= 500) {
                throw new UnavailableException(service, words(e));
            }
            throw new RefusedByAwsException(service + " refused: " + words(e));
        } catch (SdkClientException e) {
            // The SDK's sentence tells what is wrong with credentials, profile or endpoint; it never quotes a secret.
            throw new UnavailableException(service, firstSentence(e));
        }
    }

    static String firstSentence(RuntimeException e) {
        return REST.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    }

    /**
     * The error code and AWS's own sentence, which names the principal and the action of a missing permission. What
     * stands between, such as a proxy, answers with neither.
     */
    private static String words(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? "status " + e.statusCode()
                : details.errorCode() + ": " + details.errorMessage();
    }
}
