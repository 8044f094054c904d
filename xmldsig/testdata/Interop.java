import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.TransformService;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Java's side of java_test.go. In the directory named by the argument, with a key in
 * private.der and public.der, it signs each NAME.sign into NAME.signed, verifies each
 * NAME.verify, and writes each NAME.c14n into NAME.inclusive and NAME.exclusive. For each
 * it prints a line: the file's name, a tab, and "ok" or what is wrong.
 */
public class Interop {
    private static final XMLSignatureFactory DSIG = XMLSignatureFactory.getInstance("DOM");
    private static final String ECDSA = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final DocumentBuilder parser;

    private Interop(Path dir) throws Exception {
        KeyFactory keys = KeyFactory.getInstance("EC");
        privateKey = keys.generatePrivate(
                new PKCS8EncodedKeySpec(Files.readAllBytes(dir.resolve("private.der"))));
        publicKey = keys.generatePublic(
                new X509EncodedKeySpec(Files.readAllBytes(dir.resolve("public.der"))));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        parser = factory.newDocumentBuilder();
        parser.setErrorHandler(null);
    }

    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        Interop interop = new Interop(dir);
        StringBuilder report = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "*.{sign,verify,c14n}")) {
            for (Path file : files) {
                String verdict;
                try {
                    verdict = interop.run(file);
                } catch (Exception e) {
                    verdict = e.toString().replaceAll("\\s+", " ");
                }
                report.append(file.getFileName()).append('\t').append(verdict).append('\n');
            }
        }
        System.out.print(report);
    }

    private String run(Path file) throws Exception {
        byte[] document = Files.readAllBytes(file);
        String[] name = file.getFileName().toString().split("\\.");
        switch (name[1]) {
            case "sign":
                byte[] signed = sign(document);
                Files.write(file.resolveSibling(name[0] + ".signed"), signed);
                return verify(signed);
            case "verify":
                return verify(document);
            default:
                Files.write(file.resolveSibling(name[0] + ".inclusive"),
                        canonical(document, CanonicalizationMethod.INCLUSIVE));
                Files.write(file.resolveSibling(name[0] + ".exclusive"),
                        canonical(document, CanonicalizationMethod.EXCLUSIVE));
                return "ok";
        }
    }

    /** Signs as an ordinary Java program does: signatures before it go, a serializer writes. */
    private byte[] sign(byte[] source) throws Exception {
        Document document = parser.parse(new ByteArrayInputStream(source));
        Element root = document.getDocumentElement();
        for (Node n = root.getFirstChild(); n != null; ) {
            Node next = n.getNextSibling();
            if (XMLSignature.XMLNS.equals(n.getNamespaceURI())
                    && "Signature".equals(n.getLocalName())) {
                root.removeChild(n);
            }
            n = next;
        }
        root.normalize();
        Reference reference = DSIG.newReference("",
                DSIG.newDigestMethod(DigestMethod.SHA256, null),
                List.of(DSIG.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)),
                null, null);
        SignedInfo signedInfo = DSIG.newSignedInfo(
                DSIG.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE,
                        (C14NMethodParameterSpec) null),
                DSIG.newSignatureMethod(ECDSA, null), List.of(reference));
        KeyInfoFactory infos = DSIG.getKeyInfoFactory();
        KeyInfo keyInfo = infos.newKeyInfo(List.of(infos.newX509Data(List.of(
                infos.newX509IssuerSerial("CN=Z1,OU=07", new BigInteger("1234567890"))))));
        DOMSignContext context = new DOMSignContext(privateKey, root);
        context.setDefaultNamespacePrefix("ds");
        DSIG.newXMLSignature(signedInfo, keyInfo).sign(context);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TransformerFactory.newInstance().newTransformer()
                .transform(new DOMSource(document), new StreamResult(out));
        return out.toByteArray();
    }

    private String verify(byte[] source) throws Exception {
        Document document = parser.parse(new ByteArrayInputStream(source));
        Node last = document.getDocumentElement().getLastChild();
        while (last != null && last.getNodeType() != Node.ELEMENT_NODE) {
            last = last.getPreviousSibling();
        }
        DOMValidateContext context = new DOMValidateContext(publicKey, last);
        context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.TRUE);
        XMLSignature signature = DSIG.unmarshalXMLSignature(context);
        if (signature.validate(context)) {
            return "ok";
        }
        boolean value = signature.getSignatureValue().validate(context);
        return value ? "the digest is wrong" : "the signature value is wrong";
    }

    private static byte[] canonical(byte[] source, String algorithm) throws Exception {
        TransformService service = TransformService.getInstance(algorithm, "DOM");
        service.init((TransformParameterSpec) null);
        OctetStreamData result = (OctetStreamData) service.transform(
                new OctetStreamData(new ByteArrayInputStream(source)), null);
        try (InputStream in = result.getOctetStream()) {
            return in.readAllBytes();
        }
    }
}
