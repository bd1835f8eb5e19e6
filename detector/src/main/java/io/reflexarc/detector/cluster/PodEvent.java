package io.reflexarc.detector.cluster;

/**
 * An Event about a pod that is in the picture.
 *
 * @param known how often it had been said when it was last looked at; 0 for never
 * @param witnessed whether it was told just now, rather than found at a first look
 */
public record PodEvent(EventView event, PodView pod, int known, boolean witnessed) {}
