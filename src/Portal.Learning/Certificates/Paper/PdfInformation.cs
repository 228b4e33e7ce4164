using System.IO.Compression;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using PdfSharp.Pdf;

namespace Portal.Learning.Certificates.Paper;

/// <summary>What a PDF says of itself.</summary>
/// <param name="Title">Shown in the title bar.</param>
/// <param name="Author">Who made it, and with what.</param>
/// <param name="Subject">In one sentence.</param>
/// <param name="MadeAt">Stands in the file instead of the moment of writing.</param>
/// <param name="Seed">All that differs from one file to another; the file's identifier is its hash.</param>
internal sealed record PdfInformation(string Title, string Author, string Subject, DateTimeOffset MadeAt, string Seed)
{
    /// <summary>
    /// Writes a document: the same one gives the same bytes. PDFsharp names a file and its fonts by chance; it writes metadata (XMP)
    /// without the mark of PDF/UA and without escaping, and compressed streams without their checksum. The one moment to put that right
    /// is between its last preparation and the first byte of the file.
    /// </summary>
    public byte[] Save(PdfDocument document)
    {
        var (info, identifier) = (document.Info, SHA256.HashData(Encoding.UTF8.GetBytes(Seed))[..16]);
        (info.Title, info.Author, info.Subject, info.Creator) = (Title, Author, Subject, Author);
        info.CreationDate = MadeAt.UtcDateTime;
        document.Internals.FirstDocumentID = document.Internals.SecondDocumentID = Encoding.Latin1.GetString(identifier);
        (document.Options.CompressContentStreams, document.Options.NoCompression) = (false, true);
        using var file = new PreparedStream(() =>
        {
            var objects = document.Internals.GetAllObjects().OfType<PdfDictionary>().ToList();
            NameFonts(objects);
            var metadata = document.Internals.Catalog.Elements.GetDictionary("/Metadata")!;
            metadata.Stream!.Value = Encoding.UTF8.GetBytes(Metadata(info.Producer, new Guid(identifier)));
            foreach (var item in objects)
                if (item.Stream is { } stream && item != metadata) Compress(item, stream);
        });
        document.Save(file);
        return file.ToArray();
    }

    // A subset's name begins with six letters of its own (ISO 32000-1, 9.6.4): they follow from its glyphs.
    private static void NameFonts(List<PdfDictionary> objects)
    {
        var names = new Dictionary<string, string>();
        foreach (var font in objects.Where(item => item.Elements.ContainsKey("/FontFile2")))
        {
            var hash = SHA256.HashData(font.Elements.GetDictionary("/FontFile2")!.Stream!.Value);
            var name = font.Elements.GetName("/FontName");
            names[name] = $"/{string.Concat(hash.Take(6).Select(part => (char)('A' + part % 26)))}{name["/ABCDEF".Length..]}";
        }
        foreach (var item in objects)
            foreach (var key in (string[])["/FontName", "/BaseFont"])
                if (names.TryGetValue(item.Elements.GetName(key), out var name)) item.Elements.SetName(key, name);
    }

    private static void Compress(PdfDictionary item, PdfDictionary.PdfStream stream)
    {
        using var small = new MemoryStream();
        using (var zlib = new ZLibStream(small, CompressionLevel.Optimal)) zlib.Write(stream.Value);
        stream.Value = small.ToArray();
        item.Elements.SetName("/Filter", "/FlateDecode");
    }

    private string Metadata(string producer, Guid identifier) => $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
          xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
        <pdfuaid:part>1</pdfuaid:part>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Escaped(Title)}</rdf:li></rdf:Alt></dc:title>
        <dc:creator><rdf:Seq><rdf:li>{Escaped(Author)}</rdf:li></rdf:Seq></dc:creator>
        <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{Escaped(Subject)}</rdf:li></rdf:Alt></dc:description>
        <xmp:CreatorTool>{Escaped(Author)}</xmp:CreatorTool>
        <xmp:CreateDate>{MadeAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}</xmp:CreateDate>
        <pdf:Producer>{Escaped(producer)}</pdf:Producer>
        <xmpMM:DocumentID>uuid:{identifier}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{identifier}</xmpMM:InstanceID>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """.ReplaceLineEndings("\n");

    private static string Escaped(string text) =>
        SecurityElement.Escape(string.Concat(text.EnumerateRunes().Where(sign => !sign.IsBmp || XmlConvert.IsXmlChar((char)sign.Value))));

    /// <summary>Says when the first byte comes.</summary>
    private sealed class PreparedStream(Action prepare) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length == 0) prepare();
            base.Write(buffer, offset, count);
        }
    }
}
