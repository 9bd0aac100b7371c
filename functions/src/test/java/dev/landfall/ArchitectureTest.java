package dev.landfall;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What the compiler does not see. Each rule says why, because a rule without a reason is the first to be waived. */
@AnalyzeClasses(packages = "dev.landfall", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** An adapter is named after the technology it hides, so its name is enough to know it. */
    private static final List<String> TECHNOLOGIES = List.of(
            "CloudWatch",
            "DynamoDb",
            "EventBridge",
            "PriceList",
            "Route53",
            "S3",
            "Scheduler",
            "SecretsManager",
            "Sfn",
            "Sns");

    private static final String WIRING = "dev.landfall.lambda..";

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.lang.System.currentTimeMillis");

    @ArchTest
    static final ArchRule sdkTypes_outsideAdaptersAndWiring_areNotUsed = noClasses()
            .that(are(
                    not(outermostNamed("an adapter", TECHNOLOGIES).or(handler()).or(resideInAPackage(WIRING)))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .because("decisions are rehearsed without AWS: a feature knows its ports, and only a class that is named"
                    + " after a technology knows the technology");

    @ArchTest
    static final ArchRule dnsTypes_outsideAdapters_areNotUsed = noClasses()
            .that(are(not(outermostNamed("an adapter", List.of("Dns")).or(handler()))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.xbill.DNS..")
            .because("the rehearsal answers DNS questions itself, so nobody else may ask the network");

    @ArchTest
    static final ArchRule lambdaTypes_outsideHandlers_areNotUsed = noClasses()
            .that(are(not(handler().or(resideInAPackage(WIRING)))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.amazonaws.services.lambda..")
            .because("a handler decodes, makes one domain call and encodes; the domain does not know who called");

    @ArchTest
    static final ArchRule wiring_ofAllFeatures_knowsNone = noClasses()
            .that()
            .resideInAPackage(WIRING)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.landfall..").and(not(resideInAPackage(WIRING))))
            .because("what every function shares must not change when one feature does");

    @ArchTest
    static final ArchRule features_dependingOnEachOther_formNoCycle = slices().matching("dev.landfall.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature can be read, tested and removed only together with everything in its cycle");

    @ArchTest
    static final ArchRule packages_byName_areFeatures = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..misc..")
            .because("a package is named for what it knows; these names say only that nobody decided");

    @ArchTest
    static final ArchRule packages_ofOurs_areNullMarked = classes()
            .that()
            .doNotHaveSimpleName("package-info")
            .should(resideInANullMarkedPackage())
            .because("NullAway trusts the code that is not marked");

    @ArchTest
    static final ArchRule time_ofTheMachine_isNotRead = noClasses()
            .should()
            .accessTargetWhere(readsAClock())
            .because("hours pass in milliseconds in a rehearsal: the time is what the injected InstantSource says");

    @ArchTest
    static final ArchRule systemClock_outsideWiring_isNotTaken = noClasses()
            .that(are(not(handler().or(resideInAPackage(WIRING)))))
            .should()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .because("only a handler's no-argument constructor, which no rehearsal calls, picks the real clock");

    @ArchTest
    static final ArchRule threads_inHandlers_doNotSleep = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", Duration.class)
            .because("a function that waits is paid for and dies at its time-out; the machine waits for nothing and"
                    + " for up to a year");

    @ArchTest
    static final ArchRule logging_besidesPowertools_isAbsent = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .orShould(ACCESS_STANDARD_STREAMS)
            .because("a line that is not structured carries no migration and no epoch, and nobody finds it");

    @ArchTest
    static final ArchRule handlers_forTheRuntime_haveAPublicConstructorWithoutArguments = classes()
            .that(are(handler()))
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .bePublic()
            .andShould(haveAPublicConstructorWithoutArguments())
            .andShould()
            .haveSimpleNameEndingWith("Handler")
            .because("Lambda makes the handler by reflection, and fails only once it is deployed");

    private static DescribedPredicate<JavaClass> handler() {
        return assignableTo(RequestStreamHandler.class).as("a handler");
    }

    private static DescribedPredicate<JavaClass> outermostNamed(String description, List<String> prefixes) {
        return DescribedPredicate.describe(
                description, type -> prefixes.stream().anyMatch(outermost(type).getSimpleName()::startsWith));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    /** A call or a method reference; asking a Clock that was passed in is no reading of the machine's time. */
    private static DescribedPredicate<JavaAccess<?>> readsAClock() {
        return DescribedPredicate.describe(
                "reads the machine's clock",
                access -> access.getTarget() instanceof CodeUnitAccessTarget target
                        && CLOCKS.contains(target.getOwner().getName() + "." + target.getName())
                        && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class)));
    }

    private static ArchCondition<JavaClass> haveAPublicConstructorWithoutArguments() {
        return new ArchCondition<>("have a public constructor without arguments") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean has = type.tryGetConstructor()
                        .filter(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC))
                        .isPresent();
                events.add(new SimpleConditionEvent(
                        type,
                        has,
                        type.getName() + (has ? " has" : " lacks") + " a public constructor without arguments"));
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getPackageName() + " is" + (marked ? "" : " not") + " @NullMarked"));
            }
        };
    }
}
