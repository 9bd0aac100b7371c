package dev.landfall.usage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes each read took out of it. */
final class CountedStream extends FilterInputStream {
    private final LongConsumer count;

    CountedStream(InputStream in, LongConsumer count) {
        super(in);
        this.count = count;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        tell(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        tell(read);
        return read;
    }

    private void tell(int read) {
        if (read > 0) {
            count.accept(read);
        }
    }
}
