package dev.landfall.records;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on a free port of the loopback interface, over UDP and TCP, that answers as it is told. */
final class LoopbackDnsServer implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 65_535;

    private final List<Message> questions = new CopyOnWriteArrayList<>();
    private final Function<Message, @Nullable Message> overUdp;
    private final Function<Message, @Nullable Message> overTcp;
    private final DatagramSocket udp;
    private final ServerSocket tcp;

    /** Each function answers a question, or lets it go unanswered with null. */
    LoopbackDnsServer(
            InetAddress address,
            Function<Message, @Nullable Message> overUdp,
            Function<Message, @Nullable Message> overTcp) {
        this.overUdp = overUdp;
        this.overTcp = overTcp;
        try {
            tcp = new ServerSocket();
            tcp.bind(new InetSocketAddress(address, 0));
            udp = new DatagramSocket(new InetSocketAddress(address, tcp.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serveUdp);
        Thread.ofVirtual().start(this::serveTcp);
    }

    static LoopbackDnsServer answering(Function<Message, @Nullable Message> answer) {
        return new LoopbackDnsServer(InetAddress.getLoopbackAddress(), answer, answer);
    }

    int port() {
        return tcp.getLocalPort();
    }

    /** As an operator would write it. */
    String name() {
        return "127.0.0.1:" + port();
    }

    List<Message> questions() {
        return questions;
    }

    /** An authoritative answer with records such as {@code CNAME lb.example.net.} */
    static Message reply(Message question, String... records) {
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        for (String record : records) {
            answer.addRecord(parse(question.getQuestion().getName(), record.split(" ", 2)), Section.ANSWER);
        }
        return answer;
    }

    private static Record parse(Name name, String[] typeAndData) {
        try {
            return Record.fromString(name, Type.value(typeAndData[0]), DClass.IN, 60, typeAndData[1], Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serveUdp() {
        byte[] buffer = new byte[LARGEST_MESSAGE];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Message answer = overUdp.apply(received(packet.getData(), packet.getLength()));
                if (answer != null) {
                    byte[] wire = answer.toWire();
                    udp.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serveTcp() {
        try {
            while (true) {
                Socket connection = tcp.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            DataOutputStream out = new DataOutputStream(connection.getOutputStream());
            while (true) {
                byte[] wire = new byte[in.readUnsignedShort()];
                in.readFully(wire);
                Message answer = overTcp.apply(received(wire, wire.length));
                if (answer != null) {
                    out.writeShort(answer.toWire().length);
                    out.write(answer.toWire());
                }
            }
        } catch (IOException closed) {
            // The client has no more questions.
        }
    }

    private Message received(byte[] wire, int length) throws IOException {
        byte[] exact = new byte[length];
        System.arraycopy(wire, 0, exact, 0, length);
        Message question = new Message(exact);
        questions.add(question);
        return question;
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
