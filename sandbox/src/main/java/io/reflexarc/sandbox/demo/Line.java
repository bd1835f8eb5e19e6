package io.reflexarc.sandbox.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of the screen: pieces of text, each in its ink. What records say is shown with its control
 * characters replaced, so that no message can steer the terminal.
 */
final class Line {

  private record Piece(Ink ink, String text) {}

  private final List<Piece> pieces = new ArrayList<>();
  private int width;

  static Line of(Ink ink, String text) {
    return new Line().add(ink, text);
  }

  static Line empty() {
    return new Line();
  }

  Line add(Ink ink, String text) {
    String clean = clean(text);
    pieces.add(new Piece(ink, clean));
    width += clean.length();
    return this;
  }

  Line add(Line other) {
    other.pieces.forEach(piece -> add(piece.ink(), piece.text()));
    return this;
  }

  /** Spaces up to that column; nothing when it is already reached. */
  Line padTo(int column) {
    return width >= column ? this : add(Ink.NORMAL, " ".repeat(column - width));
  }

  int width() {
    return width;
  }

  /** At most so many columns; an ellipsis says that something is missing. */
  Line cut(int columns, Glyphs glyphs) {
    if (width <= columns) {
      return this;
    }
    Line cut = new Line();
    int room = Math.max(0, columns - glyphs.ellipsis().length());
    for (Piece piece : pieces) {
      int take = Math.min(room - cut.width, piece.text().length());
      if (take <= 0) {
        break;
      }
      cut.add(piece.ink(), piece.text().substring(0, take));
    }
    return columns <= 0 ? cut : cut.add(Ink.DIM, glyphs.ellipsis());
  }

  String plain() {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()));
    return text.toString();
  }

  String ansi() {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.ink() == Ink.NORMAL) {
        text.append(piece.text());
      } else {
        text.append("\u001b[").append(piece.ink().sgr()).append('m').append(piece.text());
        text.append("\u001b[0m");
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return plain();
  }

  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      clean.append(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c);
    }
    return clean.toString();
  }
}
