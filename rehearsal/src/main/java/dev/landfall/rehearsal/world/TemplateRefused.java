package dev.landfall.rehearsal.world;

/** The template says something that the simulated world does not know, or cannot give. The message is one line. */
public final class TemplateRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemplateRefused(String where, String why) {
        super("template: " + where + ": " + why);
    }
}
