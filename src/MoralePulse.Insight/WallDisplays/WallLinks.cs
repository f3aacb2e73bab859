using System.Security.Cryptography;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Insight.WallDisplays;

/// <summary>Makes, finds and revokes the links of wall displays.</summary>
/// <param name="database">This side's connections.</param>
public sealed class WallLinks(InsightDatabase database)
{
    /// <summary>Most links of an organisation that are open at a time: enough for every corridor, and few enough to be looked through.</summary>
    public const int MostOpen = 50;

    private const string Columns = "ods, token_hash, name, made_as, made_by, made_on, revoked_on";

    /// <summary>Whether somebody may make a link of this name now.</summary>
    public async Task<bool> MayMake(OrganisationNow here, string name, Viewer viewer, CancellationToken stop) =>
        Allows(here, name, viewer) && (await Of(here.Organisation.Ods, stop)).Count(link => link.RevokedOn is null) < MostOpen;

    /// <summary>Makes a link.</summary>
    /// <returns>Its token, which is never told again; null where she may not, the name is no name, or there are too many.</returns>
    public async Task<WallToken?> Make(OrganisationNow here, string name, Viewer viewer, string person, CancellationToken stop)
    {
        if (!Allows(here, name, viewer) || WallLink.RoleFor(viewer) is not { } role) return null;
        var token = WallToken.Of(RandomNumberGenerator.GetBytes(WallToken.Size));
        var made = await Execute("make.sql", stop,
            new("ods", viewer.Ods.Value), new("hash", token.Hash.ToArray()), new("name", name), new("role", role), new("person", person), new("today", here.Today), new("most", MostOpen));
        return made ? token : null;
    }

    /// <summary>Ends a link, for good.</summary>
    /// <returns>Whether it was open and she may.</returns>
    public async Task<bool> Revoke(OrganisationNow here, string id, Viewer viewer, string person, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(here);
        return WallLink.RoleFor(viewer) is not null && viewer.Ods == here.Organisation.Ods
            && await Execute("revoke.sql", stop, new("ods", viewer.Ods.Value), new("hash", WallLink.HashOf(id)), new("person", person), new("today", here.Today));
    }

    /// <summary>The open link of a token; null for one that never was or is revoked: nobody is told which.</summary>
    public async Task<WallLink?> Find(WallToken? token, CancellationToken stop) =>
        token is null ? null : (await Read("token_hash = @hash and revoked_on is null", new("hash", token.Hash.ToArray()), stop)).SingleOrDefault();

    /// <summary>An organisation's links, open ones first, then the latest.</summary>
    public Task<IReadOnlyList<WallLink>> Of(Ods ods, CancellationToken stop) => Read("ods = @ods", new("ods", ods.Value), stop);

    private static bool Allows(OrganisationNow here, string name, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(viewer);
        return WallLink.RoleFor(viewer) is not null && viewer.Ods == here.Organisation.Ods && name is { Length: > 0 and <= WallLink.LongestName };
    }

    // Run again after a lost answer, an insert finds its own row and an update its own revocation: both count as done.
    private Task<bool> Execute(string file, CancellationToken stop, params NpgsqlParameter[] parameters) => database.Read(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(SqlFile.Beside<WallLinks>(file), connection);
            command.Parameters.AddRange(parameters.Select(parameter => parameter.Clone()).ToArray());
            return (bool)(await command.ExecuteScalarAsync(token))!;
        },
        stop);

    private Task<IReadOnlyList<WallLink>> Read(string which, NpgsqlParameter parameter, CancellationToken stop) => database.Read<IReadOnlyList<WallLink>>(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand($"select {Columns} from published.wall_link where {which} order by revoked_on desc nulls first, made_on desc, name", connection);
            command.Parameters.Add(parameter.Clone());
            await using var rows = await command.ExecuteReaderAsync(token);
            var links = new List<WallLink>();
            while (await rows.ReadAsync(token))
                links.Add(new(
                    Ods.Parse(rows.GetString(0)), WallLink.IdOf(rows.GetFieldValue<byte[]>(1)), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetFieldValue<DateOnly>(5),
                    rows.IsDBNull(6) ? null : rows.GetFieldValue<DateOnly>(6)));
            return links;
        },
        stop);
}
