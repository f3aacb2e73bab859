using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace MoralePulse.Issuance.Notices;

/// <summary>The mail server that takes our e-mail.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="From">Whom mail comes from: an address, or a name and an address in angle brackets.</param>
/// <param name="User">The name that we sign in with; null where it takes mail without.</param>
/// <param name="Password">The password; never logged.</param>
/// <param name="Tls">starttls, tls or none.</param>
public sealed record SmtpOptions(string Host, int Port, string From, string? User, string? Password, string Tls)
{
    private static readonly Dictionary<string, (SecureSocketOptions Option, int Port)> Modes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["starttls"] = (SecureSocketOptions.StartTls, 587),
        ["tls"] = (SecureSocketOptions.SslOnConnect, 465),
        ["none"] = (SecureSocketOptions.None, 25),
    };

    internal SecureSocketOptions Security => Modes[Tls].Option;

    /// <summary>Nothing that would lay the password open.</summary>
    public override string ToString() => Host;

    internal static SmtpOptions? Read(IConfigurationSection section)
    {
        if (section["Host"] is not { Length: > 0 } host) return null;
        var tls = section["Tls"] is { Length: > 0 } given ? given : "starttls";
        if (!Modes.TryGetValue(tls, out var mode)) throw NoticeOptions.Wrong($"Notices__Smtp__Tls is “{tls}”: write starttls, tls or none.");
        if (section["From"] is not { } from || !MailboxAddress.TryParse(from, out _)) throw NoticeOptions.Wrong("Notices__Smtp__From must be the address that e-mail comes from, such as morale@example.nhs.uk.");
        var (user, password) = (section["User"], section["Password"]);
        if (string.IsNullOrEmpty(user) != string.IsNullOrEmpty(password)) throw NoticeOptions.Wrong("Set both Notices__Smtp__User and Notices__Smtp__Password, or neither.");
        if (!string.IsNullOrEmpty(user) && mode.Option == SecureSocketOptions.None) throw NoticeOptions.Wrong("Notices__Smtp__Tls=none would send the password in the open: set starttls or tls.");
        return new(host, section.GetValue("Port", mode.Port), from, string.IsNullOrEmpty(user) ? null : user, password, tls);
    }
}
