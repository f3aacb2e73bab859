using System.Net;
using Microsoft.Extensions.Configuration;
using MoralePulse.Issuance.Notices;
using MoralePulse.Issuance.Notices.Sending;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Notices;

/// <summary>Where cards may be posted, and which settings stop the start.</summary>
internal sealed class GuardTests
{
    [TestCase("https://trust.webhook.office.com/webhookb2/abc?x=1", true)]
    [TestCase(" https://prod-12.uksouth.logic.azure.com:443/workflows/abc ", true)]
    [TestCase("https://default.0d.environment.api.powerplatform.com/a", true)]
    [TestCase("http://trust.webhook.office.com/a", false)]
    [TestCase("https://trust.webhook.office.com:8443/a", false)]
    [TestCase("https://webhook.office.com/a", false)]
    [TestCase("https://evilwebhook.office.com/a", false)]
    [TestCase("https://trust.webhook.office.com.evil.example/a", false)]
    [TestCase("https://trust.webhook.office.com@evil.example/a", false)]
    [TestCase("https://user:secret@trust.webhook.office.com/a", false)]
    [TestCase("https://evil.example/#.webhook.office.com", false)]
    [TestCase("https://127.0.0.1/a", false)]
    [TestCase("https://[::1]/a", false)]
    [TestCase("https://2130706433/a", false)]
    [TestCase("file:///etc/passwd", false)]
    [TestCase("gopher://trust.webhook.office.com/a", false)]
    [TestCase("/notices", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void By_default_a_webhook_leads_to_Microsoft_only(string? address, bool allowed) =>
        Assert.That(new WebhookGuard(Options()).Allowed(address) is not null, Is.EqualTo(allowed));

    [TestCase("http://127.0.0.1:8080/a", true)]
    [TestCase("https://127.0.0.1/a", true)]
    [TestCase("https://chat.internal:8443/a", true)]
    [TestCase("http://chat.internal/a", false)]
    [TestCase("https://other.internal/a", false)]
    [TestCase("https://127.0.0.2/a", false)]
    public void A_host_that_is_listed_as_it_is_may_be_our_own(string address, bool allowed) =>
        Assert.That(new WebhookGuard(Options(("WebhookHosts", "127.0.0.1, chat.internal"))).Allowed(address) is not null, Is.EqualTo(allowed));

    [TestCase("8.8.8.8", true)]
    [TestCase("172.32.0.1", true)]
    [TestCase("2620:1ec:c11::200", true)]
    [TestCase("::ffff:8.8.8.8", true)]
    [TestCase("0.0.0.0", false)]
    [TestCase("100.64.0.1", false)]
    [TestCase("172.31.255.255", false)]
    [TestCase("224.0.0.1", false)]
    [TestCase("255.255.255.255", false)]
    [TestCase("::", false)]
    [TestCase("::1", false)]
    [TestCase("fe80::1", false)]
    [TestCase("64:ff9b::a00:1", false)]
    [TestCase("2002:a00:1::", false)]
    [TestCase("2001:0:a00:1::", false)]
    public void Public_addresses_are_known(string address, bool known) => Assert.That(PublicNetwork.Has(IPAddress.Parse(address)), Is.EqualTo(known));

    [TestCase("Smtp:Host=mail", "Notices__Smtp__From must be the address that e-mail comes from, such as morale@example.nhs.uk.")]
    [TestCase("Smtp:Host=mail;Smtp:From=a@example.org", "Notices__Smtp__Host is set but Notices__PublicAddress is not: write the address at which people open this service, such as https://morale.example.nhs.uk.")]
    [TestCase("Smtp:Host=mail;Smtp:From=a@example.org;Smtp:Tls=ssl", "Notices__Smtp__Tls is “ssl”: write starttls, tls or none.")]
    [TestCase("Smtp:Host=mail;Smtp:From=a@example.org;Smtp:User=u", "Set both Notices__Smtp__User and Notices__Smtp__Password, or neither.")]
    [TestCase("Smtp:Host=mail;Smtp:From=a@example.org;Smtp:User=u;Smtp:Password=p;Smtp:Tls=none", "Notices__Smtp__Tls=none would send the password in the open: set starttls or tls.")]
    [TestCase("PublicAddress=http://morale.example.org", "Notices__PublicAddress must be an https address, such as https://morale.example.nhs.uk.")]
    [TestCase("RoundSeconds=0", "The field RoundSeconds must be between 1 and 3600.")]
    public void A_wrong_setting_stops_the_start_in_one_line(string settings, string complaint) =>
        Assert.That(() => Options([.. settings.Split(';').Select(one => one.Split('=')).Select(pair => (pair[0], pair[1]))]), Throws.InvalidOperationException.With.Message.EqualTo(complaint));

    [Test]
    public void A_service_without_settings_sends_nothing_and_a_password_is_never_written_out()
    {
        Assert.That((Options().HasMail, Options().HasWebhooks), Is.EqualTo((false, false)));
        var full = Options(("PublicAddress", "https://morale.example.org"), ("Smtp:Host", "mail"), ("Smtp:From", "a@example.org"), ("Smtp:User", "u"), ("Smtp:Password", "hunter2"));
        Assert.That((full.HasMail, full.HasWebhooks, full.Smtp!.Port, full.PublicAddress!.AbsoluteUri), Is.EqualTo((true, true, 587, "https://morale.example.org/")));
        Assert.That(full.ToString(), Does.Not.Contain("hunter2"));
    }

    private static NoticeOptions Options(params (string Name, string Value)[] settings) =>
        NoticeOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create("Notices:" + one.Name, (string?)one.Value))).Build());
}
