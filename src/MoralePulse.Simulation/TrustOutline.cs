using System.Globalization;

namespace MoralePulse.Simulation;

/// <summary>A department and its teams before they have people.</summary>
internal sealed record DepartmentOutline(string Id, string Name, ServiceKind Service, IReadOnlyList<TeamOutline> Teams);

/// <summary>A team before it has people.</summary>
internal sealed record TeamOutline(string Id, string Name, TeamKind Kind, int Number);

/// <summary>Shares a trust's teams out to its departments and names them.</summary>
internal static class TrustOutline
{
    public static IReadOnlyList<DepartmentOutline> Draw(int departments, int teams)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(departments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(departments, 99);
        ArgumentOutOfRangeException.ThrowIfLessThan(teams, departments);

        var catalogue = ServiceCatalogue.Services;
        var kinds = Enumerable.Range(0, departments).Select(n => catalogue[n % catalogue.Length]).ToList();
        var shares = Shares([.. kinds.Select(kind => kind.Weight)], teams);
        var outline = new List<DepartmentOutline>();
        var number = 0;
        for (var n = 0; n < departments; n++)
        {
            var round = n / catalogue.Length;
            var name = round == 0 ? kinds[n].Name : string.Create(CultureInfo.InvariantCulture, $"{kinds[n].Name} {round + 1}");
            var id = string.Create(CultureInfo.InvariantCulture, $"d{n + 1:00}");
            var named = Enumerable.Range(0, shares[n]).Select(team => Team(id, kinds[n], team, number++)).ToList();
            outline.Add(new(id, name, kinds[n], named));
        }

        return outline;
    }

    private static TeamOutline Team(string department, ServiceKind service, int team, int number)
    {
        var kind = service.Kinds[team % service.Kinds.Count];
        var round = team / service.Kinds.Count;
        var place = Place(service.IsLocal ? round : round - 1);
        return new(string.Create(CultureInfo.InvariantCulture, $"{department}-t{team + 1:00}"), place + kind.Name, kind, number);
    }

    private static string Place(int round) => round switch
    {
        < 0 => "",
        _ when round < ServiceCatalogue.Places.Length => ServiceCatalogue.Places[round] + " ",
        _ => string.Create(CultureInfo.InvariantCulture, $"{ServiceCatalogue.Places[round % ServiceCatalogue.Places.Length]} {round / ServiceCatalogue.Places.Length + 1} "),
    };

    // Everybody gets one, then by weight; largest remainders take what is left.
    private static int[] Shares(double[] weights, int teams)
    {
        var wanted = weights.Select(weight => weight / weights.Sum() * (teams - weights.Length)).ToArray();
        var shares = wanted.Select(share => 1 + (int)share).ToArray();
        foreach (var n in Enumerable.Range(0, weights.Length).OrderByDescending(n => wanted[n] % 1).Take(teams - shares.Sum()).ToList()) shares[n]++;
        return shares;
    }
}
