package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.scenario.course.Course;

/**
 * What became of a story's services without Reflexarc.
 *
 * @param course what they did
 * @param span when the story began, its fault was put in, and it ended
 */
public record UnattendedCourse(Course course, Span span) {}
