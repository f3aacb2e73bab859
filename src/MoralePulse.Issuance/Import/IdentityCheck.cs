using MoralePulse.Domain;

namespace MoralePulse.Issuance.Import;

/// <summary>An identity belongs to one person. The same subject at two providers may be two people; without a provider it can't be told from either.</summary>
internal sealed class IdentityCheck
{
    private readonly Dictionary<string, List<PersonLine>> subjects = new(StringComparer.Ordinal);

    /// <summary>Takes a line's identity, or says what is wrong with it.</summary>
    public (string What, string Remedy)? Add(PersonLine line)
    {
        if (!subjects.TryGetValue(line.Subject, out var known)) subjects.Add(line.Subject, known = []);
        foreach (var other in known)
        {
            var same = other.Issuer == line.Issuer;
            if (other.Person == line.Person)
            {
                if (same) return (Phrase.With(ImportTexts.IdentityTwice, line.Subject, other.Line), ImportTexts.IdentityTwiceRemedy);
            }
            else if (same)
            {
                return (Phrase.With(ImportTexts.IdentityTaken, line.Subject, other.Person, other.Line), ImportTexts.IdentityTakenRemedy);
            }
            else if (other.Issuer is "" || line.Issuer is "")
            {
                return (Phrase.With(ImportTexts.IdentityWithoutIssuer, line.Subject, other.Person, other.Line), ImportTexts.IdentityWithoutIssuerRemedy);
            }
        }

        known.Add(line);
        return null;
    }
}
