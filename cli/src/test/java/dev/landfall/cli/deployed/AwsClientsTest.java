package dev.landfall.cli.deployed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsClientsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "eu", "eu-west", "EU-WEST-1"})
    void of_impossibleRegion_isTheCallersMistake(String region) {
        assertThatThrownBy(() -> AwsClients.of(new Deployment.Address("landfall", region, null)))
                .isInstanceOf(UnusableException.class)
                .hasMessage("--region: \"" + region + "\" is no name of a region; eu-west-1 is one");
    }

    @Test
    void of_unknownProfile_isTheCallersMistake() {
        assertThatThrownBy(() -> AwsClients.of(new Deployment.Address("landfall", "eu-west-1", "no such profile")))
                .isInstanceOf(UnusableException.class)
                .hasMessageStartingWith("--profile: no profile \"no such profile\" is configured; there ");
    }
}
