package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** plan.html as a browser sees it. */
final class PlanPage {
    private static final List<String> ACTIVE = List.of("script", "iframe", "object", "embed", "base", "form");
    private static final List<String> LOADING = List.of("src", "srcset", "href", "xlink:href", "data", "poster");

    private PlanPage() {}

    /** Well-formed, and alone: it runs nothing and loads nothing from anywhere. */
    static void requireSelfContained(String html) throws IOException {
        Document page = parsed(html);
        NodeList all = page.getElementsByTagName("*");
        IntStream.range(0, all.getLength()).mapToObj(all::item).forEach(node -> requireHarmless((Element) node));
        assertThat(html).doesNotContainPattern("url\\(\\s*[\"']?(?!#)").doesNotContain("@import");
    }

    /** Of its sections, in their order. */
    static List<String> headings(String html) throws IOException {
        NodeList headings = parsed(html).getElementsByTagName("h2");
        return IntStream.range(0, headings.getLength())
                .mapToObj(i -> headings.item(i).getTextContent())
                .toList();
    }

    private static void requireHarmless(Element element) {
        assertThat(ACTIVE).doesNotContain(element.getTagName());
        // A link loads nothing until somebody follows it.
        boolean link = element.getTagName().equals("a");
        for (String attribute : LOADING) {
            assertThat(element.getAttribute(attribute))
                    .as(attribute)
                    .matches(link ? "|#.*|https://.*" : "|#.*|data:.*");
        }
        IntStream.range(0, element.getAttributes().getLength())
                .mapToObj(i -> element.getAttributes().item(i).getNodeName())
                .forEach(name -> assertThat(name).doesNotStartWith("on"));
    }

    private static Document parsed(String html) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }
}
