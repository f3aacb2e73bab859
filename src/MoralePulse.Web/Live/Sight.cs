using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.WallDisplays;
using MoralePulse.Tree;

namespace MoralePulse.Web.Live;

/// <summary>Whether a unit's or cohort's figure may be seen.</summary>
public delegate bool MaySee(PulseScope scope, OrganisationSnapshot organisation);

/// <summary>What those who watch may see now: asked of the directory and of the links of wall displays each time.</summary>
/// <param name="directory">People and their roles.</param>
/// <param name="links">Links of wall displays.</param>
public sealed class Sight(Issuance.People.Directory directory, WallLinks links)
{
    /// <summary>What one may see; null where the person has left or the link is revoked.</summary>
    public async Task<MaySee?> Of(Onlooker onlooker, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(onlooker);
        if (onlooker is Onlooker.Person { Number: var number }) return await directory.Find(onlooker.Ods, number, stop) is { } person ? Sees(person) : null;
        return (await OfAll(onlooker.Ods, [onlooker], stop)).GetValueOrDefault(onlooker);
    }

    /// <summary>What several of an organisation may see; who may not any more is left out. One question to the directory and one for links, however many watch.</summary>
    public async Task<IReadOnlyDictionary<Onlooker, MaySee>> OfAll(Ods ods, IReadOnlyCollection<Onlooker> onlookers, CancellationToken stop)
    {
        var sights = new Dictionary<Onlooker, MaySee>();
        string[] numbers = [.. onlookers.OfType<Onlooker.Person>().Select(person => person.Number).Distinct()];
        if (numbers.Length > 0)
            foreach (var (number, person) in await directory.FindAll(ods, numbers, stop)) sights[new Onlooker.Person(ods, number)] = Sees(person);
        if (onlookers.Any(onlooker => onlooker is Onlooker.Wall))
            foreach (var link in (await links.Of(ods, stop)).Where(link => link.RevokedOn is null)) sights[new Onlooker.Wall(ods, link.Id)] = OnAWall;
        return sights;
    }

    private static MaySee Sees(Issuance.People.DirectoryPerson person)
    {
        var viewer = new Viewer(person.Ods, person.UnitId, person.Roles);
        return (scope, organisation) => viewer.MaySee(scope, organisation);
    }

    // The organisation and its departments, as everybody on the staff sees them; no team, and no cohort, since nobody chose to hang those up.
    private static bool OnAWall(PulseScope scope, OrganisationSnapshot organisation) =>
        scope.Kind == "unit" && organisation.Tree.TryFind(scope.Code, out var unit) && unit.IsOpenToEverybody;
}
