package io.reflexarc.detector.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Walks through a message without keeping anything of it, to know before it is read how many
 * objects it will become: a hostile one needs two bytes for each.
 */
final class WireScan {

  private static final int DEEPEST = 32;

  private final int most;
  private int seen;

  private WireScan(int most) {
    this.most = most;
  }

  /**
   * Whether a message has at most so many messages, texts and lists in it.
   *
   * @throws InvalidProtocolBufferException when it is none, or too deep
   */
  static boolean within(int most, byte[] body, Descriptor type) throws IOException {
    WireScan scan = new WireScan(most);
    scan.walk(CodedInputStream.newInstance(body), type, 0);
    return scan.seen <= most;
  }

  private void walk(CodedInputStream in, Descriptor type, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new InvalidProtocolBufferException("deeper than " + DEEPEST + " messages");
    }
    while (seen <= most) {
      int tag = in.readTag();
      if (tag == 0) {
        return;
      }
      switch (WireFormat.getTagWireType(tag)) {
        case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
          seen++;
          FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
          if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            inside(in, field.getMessageType(), depth + 1);
          } else {
            in.skipField(tag);
          }
        }
        case WireFormat.WIRETYPE_START_GROUP, WireFormat.WIRETYPE_END_GROUP ->
            throw new InvalidProtocolBufferException("a group, which OTLP does not have");
        default -> in.skipField(tag);
      }
    }
  }

  private void inside(CodedInputStream in, Descriptor type, int depth) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    walk(in, type, depth);
    in.popLimit(outer);
  }
}
