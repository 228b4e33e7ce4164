using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Tests.Members;

/// <summary>A passkey in software: does what a phone does when a browser asks it (WebAuthn level 3, ES256, no attestation).</summary>
internal sealed class SoftwarePasskey : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte HasCredential = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private string user = "";
    private uint counter;

    /// <summary>True: pretends that its owner did not show a finger, face or pin.</summary>
    public bool SkipsVerification { get; set; }

    public string Create(string options, string origin = "http://localhost")
    {
        var asked = JsonNode.Parse(options)!;
        user = (string)asked["user"]!["id"]!;
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Header((string)asked["rp"]!["id"]!, HasCredential), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x59, (byte)(data.Length >> 8), (byte)data.Length, .. data,
        ];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64(ClientData("webauthn.create", asked, origin)),
            ["attestationObject"] = Base64(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    public string Get(string options, string origin = "http://localhost")
    {
        var asked = JsonNode.Parse(options)!;
        counter++;
        var data = Header((string)asked["rpId"]!, 0);
        var client = ClientData("webauthn.get", asked, origin);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64(client),
            ["authenticatorData"] = Base64(data),
            ["signature"] = Base64(signature),
            ["userHandle"] = user,
        });
    }

    public void Dispose() => key.Dispose();

    private byte[] Header(string site, byte more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, counter);
        var flags = (byte)(UserPresent | (SkipsVerification ? 0 : UserVerified) | more);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(site)), flags, .. count];
    }

    private static byte[] ClientData(string type, JsonNode asked, string origin) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["type"] = type, ["challenge"] = (string)asked["challenge"]!, ["origin"] = origin, ["crossOrigin"] = false }.ToJsonString());

    private string Credential(JsonObject response) =>
        new JsonObject { ["id"] = Base64(id), ["rawId"] = Base64(id), ["type"] = "public-key", ["clientExtensionResults"] = new JsonObject(), ["response"] = response }.ToJsonString();

    private static string Base64(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
