using System.Text.RegularExpressions;
using MoralePulse.Issuance.Import;
using MoralePulse.Tree;
using NpgsqlTypes;

namespace MoralePulse.Issuance.SetUp;

/// <summary>Whom staff ask, and who helps after a hard day.</summary>
/// <param name="database">This side's connections.</param>
public sealed partial class Contacts(IssuanceDatabase database)
{
    /// <summary>Support contacts at most: more than a tired person reads.</summary>
    public const int Most = 6;

    private const int LongestAddress = 300;

    /// <summary>Sets them all.</summary>
    /// <param name="who">Who sets them.</param>
    /// <param name="contact">E-mail address or telephone number of those who keep the directory; empty for none.</param>
    /// <param name="support">Support contacts in order; those without a name are left out.</param>
    /// <param name="seen">What the form carried.</param>
    /// <param name="stop">Cancels.</param>
    public Task<SetUpOutcome> Set(Administrator who, string contact, IReadOnlyList<SupportContact> support, string seen, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        if (contact is not "" && !IsAddress(contact, web: false)) return new SetUpOutcome.Refused("contact", SettingTexts.WrongContact);
        foreach (var (at, one) in support.Index().Where(one => one.Item is not { Name: "", Address: null }))
        {
            if (!PlainName.Is(one.Name)) return new SetUpOutcome.Refused($"name-{at + 1}", SettingTexts.WrongSupportName);
            if (one.Address is { } address && !IsAddress(address, web: true)) return new SetUpOutcome.Refused($"address-{at + 1}", SettingTexts.WrongSupportAddress);
        }

        var kept = support.Where(one => one.Name is not "").Take(Most).ToList();
        var contactOrNone = contact is "" ? null : contact;
        return await work.Write(
            new("contacts", null, SettingValues.Contacts(work.Here.Organisation), SettingValues.Contacts(contactOrNone, kept)), seen,
            """
            with gone as (delete from organisation.support_contact where ods = @ods and position > @most),
                 kept as (insert into organisation.support_contact (ods, position, name, address) select @ods, n, name, address from unnest(@names, @addresses) with ordinality as t(name, address, n)
                          on conflict (ods, position) do update set name = excluded.name, address = excluded.address)
            update organisation.organisation set contact = @contact where ods = @ods
            """,
            [
                new("most", kept.Count), new("names", kept.Select(one => one.Name).ToArray()),
                new("addresses", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = kept.Select(one => one.Address).ToArray() },
                new("contact", NpgsqlDbType.Text) { Value = contactOrNone ?? (object)DBNull.Value },
            ],
            token);
    }, stop);

    /// <summary>Whether a text is a telephone number, an e-mail address or, where one may stand, an https address.</summary>
    private static bool IsAddress(string text, bool web) =>
        text.Length <= LongestAddress && (Telephone().IsMatch(text) || EmailAddress.Is(text) || web && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "https", UserInfo: "" });

    [GeneratedRegex(@"\A\+?[0-9][0-9 ()-]{1,28}[0-9]\z", RegexOptions.NonBacktracking)]
    private static partial Regex Telephone();
}
