using System.Globalization;
using MoralePulse.Bench.Drill.Boards;
using MoralePulse.Domain.Organisation;
using MoralePulse.Harness;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Bench.Drill;

/// <summary>
/// What befalls: a PostgreSQL on a disk of its own, two service processes on its one database, three organisations, and live boards that read.
/// </summary>
internal sealed class DrillWorld : IAsyncDisposable
{
    private const int BoardsOfNode = 3;
    private const int BusyTickSeconds = 2;

    private static readonly DateOnly BusyDate = new(2026, 6, 4); // a Thursday; its clock begins shortly before the daily close

    private readonly DrillDisk? disk;
    private readonly List<(DrillNode Node, Board Board)> boards = [];

    private DrillWorld(ThrowawayPostgres server, TestDatabase database, DrillDisk? disk, string noDisk) => (Server, Database, this.disk, NoDisk) = (server, database, disk, noDisk);

    public ThrowawayPostgres Server { get; }

    public TestDatabase Database { get; }

    /// <summary>The disk; null where none could be mounted.</summary>
    public DrillDisk? Disk => disk;

    /// <summary>Why there is no disk.</summary>
    public string NoDisk { get; }

    /// <summary>A simulated trust with a tick every two seconds, where most people tap.</summary>
    public DrillTrust Busy { get; } = new(Ods.Parse("DRILL"), 4, 50);

    /// <summary>A real one: ticked by the server's clock, its ledger partitioned.</summary>
    public DrillTrust Real { get; } = new(Ods.Parse("REAL"), 2, 40);

    /// <summary>A simulated one whose clock stands where summer time begins or ends.</summary>
    public DrillTrust Summer { get; } = new(Ods.Parse("SUMMER"), 1, 20);

    public IReadOnlyList<DrillTrust> Trusts => [Busy, Real, Summer];

    public IReadOnlyList<DrillNode> Nodes { get; private set; } = [];

    public OpenLoop Loop { get; private set; } = null!;

    /// <summary>Boards of a process that read.</summary>
    public IEnumerable<Board> BoardsOf(DrillNode node) => boards.Where(board => board.Node == node).Select(board => board.Board);

    /// <summary>What has become of boards that stopped reading.</summary>
    public BoardTally Stalled { get; } = new();

    /// <summary>Makes it, on files of its own with commits on the disk.</summary>
    public static async Task<DrillWorld> Create(DrillPlan plan)
    {
        var disk = DrillDisk.Mount(out var noDisk);
        try
        {
            var server = await ThrowawayPostgres.Start(fsync: true, folder: disk?.Folder);
            var world = new DrillWorld(server, await TestDatabase.On(server), disk, noDisk);
            try
            {
                await world.Begin(plan);
                return world;
            }
            catch
            {
                await world.DisposeAsync();
                disk = null; // it has gone with the rest
                throw;
            }
        }
        catch
        {
            disk?.Dispose();
            throw;
        }
    }

    /// <summary>Waits until PostgreSQL answers; starts it where it has ended.</summary>
    public async Task WaitForPostgres()
    {
        for (var tries = 0; ; tries++)
        {
            if (!Server.IsRunning) await Server.StartAgain();
            Database.AsOwner.Clear(); // its connections died with the server
            try
            {
                await Database.Scalar<int>("select 1");
                return;
            }
            catch (NpgsqlException) when (tries < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Keeps every organisation's ticks and closes waiting, so that what is read meanwhile stands still.</summary>
    public async Task<NpgsqlConnection> HoldTicks()
    {
        var connection = await Database.AsOwner.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync(); // ends with the connection
        foreach (var trust in Trusts)
        {
            await using var command = new NpgsqlCommand(OrganisationLock.Exclusive, connection, transaction) { Parameters = { new("ods", trust.Ods.Value) } };
            await command.ExecuteNonQueryAsync();
        }

        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, board) in boards) await board.DisposeAsync();
        foreach (var node in Nodes) await node.DisposeAsync();
        await Database.AsOwner.DisposeAsync(); // the database goes with its server
        await Server.DisposeAsync();
        disk?.Dispose();
    }

    private async Task Begin(DrillPlan plan)
    {
        await Busy.Import(Database, simulated: true, BusyTickSeconds);
        await Real.Import(Database, simulated: false, null);
        await Summer.Import(Database, simulated: true, null);
        var close = TimeZoneInfo.FindSystemTimeZoneById("Europe/London").InstantOf(BusyDate, Domain.Release.DailyClose.At);
        await SetClock(Busy, close.AddSeconds(-90));
        await SetClock(Summer, new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await Busy.UseDates(Database, BusyDate.AddDays(-1), BusyDate);
        // Yesterday's, so that no step of a clock comes before their date.
        await Real.UseDates(Database, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1));
        await using (var shadow = Database.AsOwner.CreateCommand(SqlFile.Beside<DrillWorld>("shadow.sql"))) await shadow.ExecuteNonQueryAsync();

        int Port() => new NpgsqlConnectionStringBuilder(Server.Owner).Port;
        Nodes = [await DrillNode.Start(1, Database.Settings, Port), await DrillNode.Start(2, Database.Settings, Port)];
        Loop = new(Nodes, n => (n % 4 == 0 ? Real : Busy).Draw(new(HashCode.Combine(plan.Seed, n))), plan);
        foreach (var node in Nodes)
        {
            var cookie = await BoardSession.Begin(node.Http, Busy.Ods.Value, DrillTrust.Executive);
            for (var n = 0; n < BoardsOfNode; n++) boards.Add((node, await Board.Open(node.Address, cookie, [Busy.Units[0], Busy.Units[1 + n]])));
        }
    }

    /// <summary>Sets a simulated organisation's clock; whoever drives it goes on from there.</summary>
    public Task SetClock(DrillTrust trust, DateTimeOffset now) =>
        Database.Execute(string.Create(CultureInfo.InvariantCulture, $"update organisation.clock set now = '{now:O}' where ods = '{trust.Ods}'"));
}
