using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using MoralePulse.Issuance.Keys;

namespace MoralePulse.Web.SignIn;

/// <summary>Seals the keys of cookies like private pass keys, so that whoever reads the database, or a copy of it, can't sign in as anybody.</summary>
internal sealed class SealedXml(IServiceProvider services) : IXmlEncryptor, IXmlDecryptor
{
    private static readonly XName Name = "sealed";

    private static ReadOnlySpan<byte> Purpose => "data protection"u8;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement(Name, Convert.ToBase64String(services.GetRequiredService<MasterKey>().Seal(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Purpose))),
        typeof(SealedXml));

    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(services.GetRequiredService<MasterKey>().Open(Convert.FromBase64String(encryptedElement.Value), Purpose)));
}
