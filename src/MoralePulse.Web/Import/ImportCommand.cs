using System.Globalization;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.Keys;
using Npgsql;

namespace MoralePulse.Web.Import;

/// <summary>
/// <c>import ODS NAME units.csv people.csv</c>, or <c>import ODS NAME export.csv</c>, over Issuance's connection alone. What it is doing is said on standard error, what came of it on standard output.
/// </summary>
internal static class ImportCommand
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-GB");

    private const string Usage = "Usage: import ODS NAME (units.csv people.csv | export.csv) [--dry-run] [--closed] [--simulated] [--tick SECONDS]";

    /// <returns>0 when the organisation is as the files say, 2 when they or the arguments are wrong and nothing was imported.</returns>
    public static async Task<int> Run(string[] arguments, IConfiguration settings, CancellationToken stop)
    {
        if (Parse(arguments) is not { } parsed) return await Complain([Usage]);
        if (!Ods.TryParse(parsed.Ods, null, out var ods)) return await Complain([$"“{parsed.Ods}” is no ODS code: write 1 to 12 letters and digits."]);
        foreach (var missing in new[] { parsed.Units, parsed.People }.OfType<string>().Where(file => !File.Exists(file))) return await Complain([$"There is no file {missing}."]);

        var connection = settings.GetConnectionString("Issuance") ?? throw new InvalidOperationException("ConnectionStrings__Issuance is not set.");
        var master = MasterKey.Known(settings);
        await using var source = NpgsqlDataSource.Create(connection);
        var database = new IssuanceDatabase(source, TimeProvider.System);
        await Say($"Reading {Path.GetFileName(parsed.Units ?? parsed.People)}{(parsed.Units is null ? "" : " and " + Path.GetFileName(parsed.People))} …");
        var request = await Read(ods, parsed, database, stop);
        await Say(string.Create(Culture, $"Checking {request.Units.Count:N0} units and {request.People.Count:N0} lines of people{(parsed.Dry ? "" : ", and writing what has changed")} …"));
        var import = new OrganisationImport(database);
        return await (parsed.Dry ? import.Preview(request, stop) : import.Apply(request, stop)) switch
        {
            ImportOutcome.Done done => await Finish(request, done.Changes, database, master, stop),
            ImportOutcome.Planned planned => await Tell(planned.Plan),
            ImportOutcome.Refused refused => await Complain([.. refused.Lines.Select(line => line.ToString()), string.Create(Culture, $"{refused.WrongLines:N0} lines are wrong. Nothing was imported.")]),
            _ => throw new InvalidOperationException("An import ends one way or the other."),
        };
    }

    // With its keys, so that staff can tap as soon as the import is done. A simulated organisation's are made by whoever drives its clock.
    private static async Task<int> Finish(ImportRequest request, ImportChanges changes, IssuanceDatabase database, MasterKey? master, CancellationToken stop)
    {
        await Tell(request, changes);
        if (await database.Tree.Find(request.Ods, stop) is not { Organisation: { Simulated: false, Opened: true } } here) return 0;
        await Say("Making the pass keys that are missing …");
        if (!await PassKeyUpkeep.Beside(database, master, here, stop)) await Say("Staff can tap as soon as the service has made the pass keys: within two minutes, if it is running.");
        return 0;
    }

    private static Task Say(string line) => Console.Error.WriteLineAsync(line);

    private static Arguments? Parse(string[] arguments)
    {
        var places = new List<string>();
        var (simulated, tick, dry, closed) = (false, (int?)null, false, false);
        for (var at = 0; at < arguments.Length; at++)
        {
            switch (arguments[at])
            {
                case "--simulated":
                    simulated = true;
                    break;
                case "--dry-run":
                    dry = true;
                    break;
                case "--closed":
                    closed = true;
                    break;
                case "--tick" when at + 1 < arguments.Length && int.TryParse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds):
                    (tick, at) = (seconds, at + 1);
                    break;
                case var unknown when unknown.StartsWith("--", StringComparison.Ordinal):
                    return null;
                default:
                    places.Add(arguments[at]);
                    break;
            }
        }

        return places switch
        {
            [var ods, var name, var units, var people] => new(ods, name, units, people, simulated, tick, dry, closed),
            [var ods, var name, var export] => new(ods, name, null, export, simulated, tick, dry, closed),
            _ => null,
        };
    }

    private static async Task<ImportRequest> Read(Ods ods, Arguments parsed, IssuanceDatabase database, CancellationToken stop)
    {
        var here = await database.Tree.Find(ods, stop);
        var people = await Sent(parsed.People, stop);
        var draft = new ImportDraft(people, parsed.Units is null ? null : await Sent(parsed.Units, stop), null);
        if (draft.IsExport)
        {
            draft = draft with { Columns = await ImportDesk.Guess(people, ods, database, stop) };
            foreach (var line in ColumnsInWords(draft.Columns!)) await Say(line);
        }

        return ImportDesk.Request(ods, parsed.Name, draft, here?.Organisation.Tree) with { Simulated = parsed.Simulated, TickSeconds = parsed.Tick, OpensByHand = parsed.Closed };
    }

    private static async Task<SentFile> Sent(string path, CancellationToken stop) => new(Path.GetFileName(path), await File.ReadAllBytesAsync(path, stop));

    private static IEnumerable<string> ColumnsInWords(ExportColumns columns) =>
        new[]
        {
            ("staff number", columns.Person), ("sign-in identity", columns.Subject), ("e-mail", columns.Email), ("staff group", columns.StaffGroup), ("roles", columns.Roles),
            ("directorate", columns.Directorate), ("department", columns.Department), ("team", columns.Team),
        }.Select(column => $"  {column.Item1}: {(column.Item2 is null ? "no column" : $"“{column.Item2}”")}").Prepend("Its columns, as the last import had them or as they look:");

    private static async Task<int> Tell(ImportPlan plan)
    {
        foreach (var line in PlanInWords.Lines(plan)) await Console.Out.WriteLineAsync(line);
        await Say("This was a dry run: nothing was imported.");
        return 0;
    }

    private static async Task Tell(ImportRequest request, ImportChanges changes)
    {
        await Console.Out.WriteLineAsync(string.Create(Culture, $"{request.Ods} {request.Name}: {(changes.Created ? "created" : changes.Any ? "updated" : "nothing changed")}, {changes.Headcount:N0} people."));
        if (changes.Any)
        {
            await Console.Out.WriteLineAsync(string.Create(Culture, $"People: {changes.Joiners:N0} joined, {changes.Movers:N0} moved, {changes.Leavers:N0} left."));
            await Console.Out.WriteLineAsync(string.Create(Culture, $"Units: {changes.UnitsOpened:N0} opened, {changes.UnitsMoved:N0} moved, {changes.UnitsClosed:N0} closed."));
        }

        if (changes.WaitsToBeOpened) await Console.Out.WriteLineAsync("It is not open for taps: an administrator opens it, on the page /setup.");
        if (changes.NotOpenUntil is { } least) await Console.Out.WriteLineAsync($"It is not open for taps: anonymity needs at least {least} people.");
    }

    private static async Task<int> Complain(IEnumerable<string> lines)
    {
        foreach (var line in lines) await Console.Error.WriteLineAsync(line);
        return 2;
    }

    private sealed record Arguments(string Ods, string Name, string? Units, string People, bool Simulated, int? Tick, bool Dry, bool Closed);
}
