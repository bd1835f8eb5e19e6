package io.reflexarc.sandbox.cli;

import io.reflexarc.sandbox.world.clock.Speed;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --speed}: a number or {@code max}. */
public final class SpeedOption implements ITypeConverter<Speed> {

  @Override
  public Speed convert(String text) {
    try {
      return Speed.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
