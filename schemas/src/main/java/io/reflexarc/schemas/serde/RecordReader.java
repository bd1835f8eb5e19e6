package io.reflexarc.schemas.serde;

import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;

/** Reads what one schema wrote. Not safe for use by several threads. */
interface RecordReader {

  /** Name of the records. */
  String name();

  /**
   * Reads one record.
   *
   * @param framed a value with its frame
   * @throws RuntimeException of any kind, or one that says the end is near, when it is none
   */
  SpecificRecord read(byte[] framed) throws IOException;
}
