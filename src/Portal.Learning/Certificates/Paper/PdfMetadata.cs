using System.Xml.Linq;

namespace Portal.Learning.Certificates.Paper;

/// <summary>What a PDF says of itself (XMP, ISO 16684-1), and that it is made to be read by everyone (PDF/UA-1).</summary>
internal static class PdfMetadata
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", Dc = "http://purl.org/dc/elements/1.1/",
        Xmp = "http://ns.adobe.com/xap/1.0/", Ua = "http://www.aiim.org/pdfua/ns/id/", Meta = "adobe:ns:meta/";

    public static string Of(string title, string author, string subject, DateTimeOffset madeAt)
    {
        var packet = new XElement(Meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", Meta.NamespaceName),
            new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf.NamespaceName),
                new XElement(Rdf + "Description", new XAttribute(Rdf + "about", ""), new XAttribute(XNamespace.Xmlns + "dc", Dc.NamespaceName),
                    new XAttribute(XNamespace.Xmlns + "xmp", Xmp.NamespaceName), new XAttribute(XNamespace.Xmlns + "pdfuaid", Ua.NamespaceName),
                    new XElement(Dc + "title", In("Alt", title)),
                    new XElement(Dc + "description", In("Alt", subject)),
                    new XElement(Dc + "creator", In("Seq", author)),
                    new XElement(Dc + "language", In("Bag", "nl")),
                    new XElement(Xmp + "CreateDate", madeAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
                    new XElement(Ua + "part", "1"))));
        return $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{packet}\n<?xpacket end=\"r\"?>";
    }

    private static XElement In(string kind, string value) => new(Rdf + kind,
        new XElement(Rdf + "li", kind == "Alt" ? new XAttribute(XNamespace.Xml + "lang", "x-default") : null, value));
}
