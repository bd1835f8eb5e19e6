package io.reflexarc.detector.cluster;

/**
 * An Event about an autoscaler that is in the picture.
 *
 * @param known how often it had been said when it was last looked at; 0 for never
 * @param witnessed whether it was told just now, rather than found at a first look
 */
public record AutoscalerEvent(
    EventView event, AutoscalerView autoscaler, int known, boolean witnessed) {}
