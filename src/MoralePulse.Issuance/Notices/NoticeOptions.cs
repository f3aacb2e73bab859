using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace MoralePulse.Issuance.Notices;

/// <summary>How notices leave the service. Everything is off until it is set.</summary>
public sealed record NoticeOptions
{
    private const string Section = "Notices";

    /// <summary>Hosts of Microsoft Teams and Power Automate.</summary>
    private const string TeamsHosts = "*.webhook.office.com,*.logic.azure.com,*.api.powerplatform.com";

    /// <summary>Where people open this service: links lead there. Null: nothing is sent.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>The mail server; null: no e-mail.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>Hosts that webhooks may lead to: a name or an address as it is, or <c>*.</c> and what a name must end with.</summary>
    public IReadOnlyList<string> WebhookHosts { get; init; } = [];

    /// <summary>Whether simulated organisations send, too. By default false: a demonstration mails nobody.</summary>
    public bool Simulated { get; init; }

    /// <summary>Seconds between two looks at the outbox, and of a pause after too many failures.</summary>
    [Range(1, 3600)]
    public int RoundSeconds { get; init; } = 30;

    /// <summary>Seconds that one attempt may take.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; init; } = 20;

    /// <summary>Whether e-mail is sent at all.</summary>
    public bool HasMail => Smtp is not null;

    /// <summary>Whether cards are posted at all.</summary>
    public bool HasWebhooks => PublicAddress is not null && WebhookHosts.Count > 0;

    /// <summary>Reads <c>Notices__…</c>.</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong or missing: in one clear line.</exception>
    public static NoticeOptions From(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var section = settings.GetSection(Section);
        var options = new NoticeOptions
        {
            PublicAddress = Address(section[nameof(PublicAddress)]),
            Smtp = SmtpOptions.Read(section.GetSection(nameof(Smtp))),
            WebhookHosts = (section[nameof(WebhookHosts)] ?? TeamsHosts).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Simulated = section.GetValue(nameof(Simulated), false),
            RoundSeconds = section.GetValue(nameof(RoundSeconds), 30),
            TimeoutSeconds = section.GetValue(nameof(TimeoutSeconds), 20),
        };
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new(options), wrong, validateAllProperties: true)) throw Wrong(string.Join(' ', wrong.Select(result => result.ErrorMessage)));
        if (options is { HasMail: true, PublicAddress: null }) throw Wrong("Notices__Smtp__Host is set but Notices__PublicAddress is not: write the address at which people open this service, such as https://morale.example.nhs.uk.");
        return options;
    }

    internal static InvalidOperationException Wrong(string what) => new(what);

    // One-click unsubscribing (RFC 8058) and everybody's sign-in need https; a developer's own machine does without.
    private static Uri? Address(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address is { Scheme: "http", IsLoopback: true }) && address is { Query: "", Fragment: "", UserInfo: "" }) return address;
        throw Wrong("Notices__PublicAddress must be an https address, such as https://morale.example.nhs.uk.");
    }
}
