using Microsoft.EntityFrameworkCore;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Import;

/// <summary>
/// Makes an organisation what its files say, whole or not at all. Running it again with the same files changes nothing, so it may be retried.
/// </summary>
/// <param name="database">This side's connections.</param>
public sealed class OrganisationImport(IssuanceDatabase database)
{
    private const string CommandLine = "command line";
    private const string TimeZone = "Europe/London";
    private const int SlowestTick = 3600;

    // What is read here only imports change, and they take turns; in a statement before the ones that read.
    private const string Turn = "select issuance.import_turn(@ods)";

    /// <summary>Creates or updates the organisation, or says everything that is wrong.</summary>
    public Task<ImportOutcome> Apply(ImportRequest request, CancellationToken stop) =>
        DatabaseRetry.Pipeline.ExecuteAsync(async token => await Once(request, token), stop).AsTask();

    private async Task<ImportOutcome> Once(ImportRequest request, CancellationToken stop)
    {
        await using var context = IssuanceContext.Over(database);
        await using var transaction = await context.Database.BeginTransactionAsync(stop);
        await context.Database.ExecuteSqlRawAsync(Turn, [new NpgsqlParameter("ods", request.Ods.Value)], stop);
        var stored = await Stored.Read(context, request.Ods, stop);

        var wrong = new List<WrongLine>(request.Unreadable);
        CheckCommand(request, stored, wrong);
        var wanted = wrong.Any(line => line.File != CommandLine && line.Line <= 1) ? null : Wanted.From(request, stored.Units.SingleOrDefault(unit => unit.ParentId is null)?.Id, wrong);
        var least = new ReleaseLimits(stored.Settings?.MinimumTaps ?? 10, ReleaseLimits.ProvenPeopleFloor, ReleaseLimits.DissentFloor).HomeHeadcount;
        if (wanted is not null && stored.Organisation is { Opened: true } && wanted.Root.Headcount < least)
            wrong.Add(new(request.PeopleFile, 0, $"The organisation is open and would have {wanted.Root.Headcount} people; {least} are the fewest that anonymity allows.", "Check that both files are complete."));
        if (wanted is null || wrong.Count > 0) return new ImportOutcome.Refused(InOrder(request, wrong));

        var changes = Write(context, request, stored, wanted, least);
        await context.SaveChangesAsync(stop);

        // Last, since taps wait for it: those that are being counted by the old tree are counted before the new one is seen, and no tap is counted in between.
        await context.Database.ExecuteSqlRawAsync(OrganisationLock.Exclusive, [new NpgsqlParameter("ods", request.Ods.Value)], stop);
        await transaction.CommitAsync(stop);
        return new ImportOutcome.Done(changes);
    }

    private ImportChanges Write(IssuanceContext context, ImportRequest request, Stored stored, Wanted wanted, int least)
    {
        var now = stored.Clock?.Now ?? database.Time.GetUtcNow();
        var organisation = stored.Organisation ?? new() { Ods = request.Ods.Value, Name = request.Name, TimeZone = TimeZone, Simulated = request.Simulated };
        var reconcile = new Reconcile(request.Ods, stored, wanted, TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone).DateAt(now));
        var changes = reconcile.Run();
        if (stored.Organisation is null) context.Add(organisation);
        if (request.Simulated && stored.Clock is null) context.Add(new ClockRow { Ods = request.Ods.Value, Now = now });
        context.AddRange(reconcile.Added);
        context.RemoveRange(reconcile.Removed);

        organisation.Name = request.Name.Trim();
        organisation.TickSeconds = request.TickSeconds ?? organisation.TickSeconds;
        organisation.Opened |= wanted.Root.Headcount >= least;
        // Everything that is not about a named person is what other sides keep a copy of.
        if (context.ChangeTracker.Entries().Any(entry => entry.State != EntityState.Unchanged && entry.Entity is not (PersonRow or IdentityRow or RoleRow))) organisation.Version++;
        return changes with
        {
            Created = stored.Organisation is null,
            Any = context.ChangeTracker.HasChanges(),
            Headcount = wanted.Root.Headcount,
            NotOpenUntil = organisation.Opened ? null : least,
        };
    }

    private static void CheckCommand(ImportRequest request, Stored stored, List<WrongLine> wrong)
    {
        var ods = request.Ods.Value;
        if (!PlainName.Is(request.Name.Trim())) Wrong("The organisation has no name, or one that is too long, broken over lines or has hidden characters.", $"Write up to {PlainName.Longest} visible characters on one line.");
        if (stored.Organisation is { Simulated: true } && !request.Simulated) Wrong($"{ods} is a simulated organisation, and stays one.", "Add --simulated, or choose another ODS code for the real one.");
        if (stored.Organisation is { Simulated: false } && request.Simulated) Wrong($"{ods} is a real organisation, and stays one.", "Leave --simulated out, or choose another ODS code for the simulated one.");
        if (request.TickSeconds is not null && !request.Simulated) Wrong("A real organisation is ticked by the standard schedule.", "Leave --tick out.");
        if (request.TickSeconds is < 1 or > SlowestTick) Wrong($"“{request.TickSeconds}” is no interval between ticks.", $"Write 1 to {SlowestTick} seconds.");

        void Wrong(string what, string remedy) => wrong.Add(new(CommandLine, 0, what, remedy));
    }

    // A line that could not be read is named once: what else seems wrong with it follows from that.
    private static List<WrongLine> InOrder(ImportRequest request, List<WrongLine> wrong)
    {
        var unreadable = request.Unreadable.Select(line => (line.File, line.Line)).ToHashSet();
        return [.. request.Unreadable.Concat(wrong.Skip(request.Unreadable.Count).Where(line => line.Line == 0 || !unreadable.Contains((line.File, line.Line))))
            .OrderBy(line => line.File == CommandLine ? 0 : line.File == request.UnitsFile ? 1 : 2).ThenBy(line => line.Line)];
    }
}
