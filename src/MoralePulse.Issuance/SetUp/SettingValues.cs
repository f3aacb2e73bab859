using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.SetUp;

/// <summary>What is set, as the trail tells it and as forms name it to say what they showed.</summary>
public static class SettingValues
{
    /// <summary>k, p and d.</summary>
    public static string Parameters(OrganisationSnapshot here) => AuditValues.Of(("k", here.Limits.MinimumTaps), ("p", here.Limits.ProvenPeople), ("d", here.Limits.Dissent));

    /// <summary>The deepest published level.</summary>
    public static string Level(OrganisationSnapshot here) => AuditValues.Of(("level", Words.Of(here.DeepestLevel)));

    /// <summary>How long blocks are kept.</summary>
    public static string Kept(OrganisationSnapshot here) => AuditValues.Of(("months", here.BlocksKeptMonths));

    /// <summary>The organisation's name.</summary>
    public static string Name(OrganisationSnapshot here) => AuditValues.Of(("name", here.Name));

    /// <summary>Its time zone.</summary>
    public static string Zone(OrganisationSnapshot here) => AuditValues.Of(("zone", here.TimeZone.Id));

    /// <summary>Whom to ask, and who helps.</summary>
    public static string Contacts(OrganisationSnapshot here) => Contacts(here.Contact, here.Support);

    internal static string Contacts(string? contact, IEnumerable<SupportContact> support) =>
        AuditValues.Of(("contact", contact), ("support", string.Join("; ", support.Select(one => one.Address is null ? one.Name : $"{one.Name} ({one.Address})"))));

    /// <summary>Its logo.</summary>
    public static string Logo(OrganisationSnapshot here) => AuditValues.Of(("sha256", here.LogoHash));

    /// <summary>A shift.</summary>
    public static string Shift(ShiftPattern shift) =>
        AuditValues.Of(("name", shift.Name), ("starts", shift.Starts.ToString("HH:mm", null)), ("ends", shift.Ends.ToString("HH:mm", null)), ("used", shift.RetiredOn is null ? "yes" : "no"));
}
