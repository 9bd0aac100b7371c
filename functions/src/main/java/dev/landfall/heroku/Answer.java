package dev.landfall.heroku;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * @param etag names this version of it
 * @param next the range of the page that follows
 */
record Answer(JsonNode body, Optional<String> etag, Optional<String> next) {}
