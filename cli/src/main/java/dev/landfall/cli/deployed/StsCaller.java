package dev.landfall.cli.deployed;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** A name that cannot be asked for must not keep anybody from sending traffic back, so any failure gives the user's. */
final class StsCaller implements Caller {
    private final StsClient sts;

    StsCaller(StsClient sts) {
        this.sts = sts;
    }

    @Override
    public String name() {
        try {
            return sts.getCallerIdentity().arn();
        } catch (SdkException e) {
            return System.getProperty("user.name", "unknown");
        }
    }
}
