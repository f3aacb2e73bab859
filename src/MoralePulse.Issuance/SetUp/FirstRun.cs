using MoralePulse.Domain;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.People;

namespace MoralePulse.Issuance.SetUp;

/// <summary>Makes the first organisation of a service, with the one person who sets it up. Only while there is none at all.</summary>
/// <param name="import">The import, whose checks and turn it uses.</param>
public sealed class FirstRun(OrganisationImport import)
{
    private const int Longest = 255;

    /// <summary>Makes it.</summary>
    /// <param name="ods">Its code.</param>
    /// <param name="name">Its name.</param>
    /// <param name="person">Staff number of the first administrator.</param>
    /// <param name="subject">What the identity provider calls her.</param>
    /// <param name="issuer">Which identity provider; empty where there is only one.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Done, what is wrong with which field (ods, name, person, subject), or Overtaken where there is an organisation already.</returns>
    public async Task<SetUpOutcome> Make(string ods, string name, string person, string subject, string issuer, CancellationToken stop)
    {
        if (!Ods.TryParse(ods, null, out var code)) return new SetUpOutcome.Refused("ods", SettingTexts.WrongOds);
        if (!PlainName.Is(name)) return new SetUpOutcome.Refused("name", Phrase.With(SettingTexts.WrongName, PlainName.Longest));
        if (!IsName(person)) return new SetUpOutcome.Refused("person", Phrase.With(SettingTexts.WrongPerson, Longest));
        if (!IsName(subject)) return new SetUpOutcome.Refused("subject", Phrase.With(SettingTexts.WrongIdentity, Longest));
        if (issuer is not "" && !SignInIdentity.IsIssuer(issuer)) return new SetUpOutcome.Refused("issuer", SettingTexts.WrongIssuer);
        var request = new ImportRequest(code, name, [], [new(person, subject, code.Value, "", "administrator", Issuer: issuer)]) { First = true, OpensByHand = true };
        return await import.Apply(request, stop) switch
        {
            ImportOutcome.Done => new SetUpOutcome.Done(),
            ImportOutcome.Overtaken => new SetUpOutcome.Overtaken(),
            var outcome => throw new InvalidOperationException($"What was checked is wrong all the same: {outcome}"),
        };
    }

    private static bool IsName(string text) => text.Length is > 0 and <= Longest && !text.Any(char.IsControl);
}
