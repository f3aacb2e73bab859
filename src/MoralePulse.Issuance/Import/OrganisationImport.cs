using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Issuance.Import;

/// <summary>
/// Makes an organisation what its files say, whole or not at all. Running it again with the same files changes nothing, so it may be retried.
/// </summary>
/// <param name="database">This side's connections.</param>
public sealed class OrganisationImport(IssuanceDatabase database)
{
    private const string TimeZone = "Europe/London";

    // What is read here only imports and administrators change, and they take turns; in a statement before the ones that read.
    private const string Turn = "select issuance.import_turn(@ods)";

    /// <summary>Creates or updates the organisation, or says everything that is wrong.</summary>
    public Task<ImportOutcome> Apply(ImportRequest request, CancellationToken stop) =>
        DatabaseRetry.Pipeline.ExecuteAsync(async token => await Once(request, apply: true, token), stop).AsTask();

    /// <summary>Says what <see cref="Apply"/> would change, by the same reckoning, and writes nothing.</summary>
    public Task<ImportOutcome> Preview(ImportRequest request, CancellationToken stop) =>
        DatabaseRetry.Pipeline.ExecuteAsync(async token => await Once(request, apply: false, token), stop).AsTask();

    private async Task<ImportOutcome> Once(ImportRequest request, bool apply, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var context = IssuanceContext.Over(database);
        await using var transaction = await context.Database.BeginTransactionAsync(stop);
        if (request.First)
        {
            await context.Database.ExecuteSqlRawAsync(Turn, [new NpgsqlParameter("ods", "")], stop); // a code that no organisation has
            if (await context.Set<OrganisationRow>().AnyAsync(stop)) return new ImportOutcome.Overtaken();
        }

        await context.Database.ExecuteSqlRawAsync(Turn, [new NpgsqlParameter("ods", request.Ods.Value)], stop);
        var stored = await Stored.Read(context, request.Ods, stop);

        // Asked here and not when the request came: she and another administrator take turns.
        if (request.By is { } by && !stored.IsAdministrator(by)) return new ImportOutcome.NotAllowed();

        var wrong = new List<WrongLine>(request.Unreadable);
        ImportChecks.Command(request, stored, wrong);
        var least = new ReleaseLimits(stored.Settings?.MinimumTaps ?? 10, ReleaseLimits.ProvenPeopleFloor, ReleaseLimits.DissentFloor).HomeHeadcount;
        var wanted = wrong.Any(line => line.File != WrongLine.CommandLine && line.Line <= 1) ? null : Wanted.From(request, stored.Units.SingleOrDefault(unit => unit.ParentId is null)?.Id, wrong);
        if (wanted is not null) ImportChecks.Whole(request, stored, wanted, least, wrong);
        if (wanted is null || wrong.Count > 0) return new ImportOutcome.Refused(ImportChecks.InOrder(request, wrong));

        var (plan, entries) = Write(context, request, stored, wanted, least);
        // Where nothing is left to change it is as she wanted it: a second run after a lost answer finds that.
        if (request.Expected is { } expected && expected != plan.Fingerprint) return plan.Changes.Any ? new ImportOutcome.Overtaken() : new ImportOutcome.Done(plan.Changes);
        if (!apply) return new ImportOutcome.Planned(plan);

        await context.SaveChangesAsync(stop);
        await Remember(context, request, transaction, entries, stored.Clock?.Now ?? database.Time.GetUtcNow(), stop);

        // Last, since taps wait for it: those that are being counted by the old tree are counted before the new one is seen, and no tap is counted in between.
        await context.Database.ExecuteSqlRawAsync(OrganisationLock.Exclusive, [new NpgsqlParameter("ods", request.Ods.Value)], stop);
        await transaction.CommitAsync(stop);
        return new ImportOutcome.Done(plan.Changes);
    }

    private (ImportPlan Plan, List<AuditEntry> Entries) Write(IssuanceContext context, ImportRequest request, Stored stored, Wanted wanted, int least)
    {
        var now = stored.Clock?.Now ?? database.Time.GetUtcNow();
        var organisation = stored.Organisation ?? new() { Ods = request.Ods.Value, Name = request.Name, TimeZone = TimeZone, Simulated = request.Simulated, OpensByHand = request.OpensByHand };
        var warnings = new ImportWarnings(request, stored, wanted, least);
        var reconcile = new Reconcile(request, stored, wanted, TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone).DateAt(now));
        var plan = reconcile.Run();
        if (stored.Organisation is null) context.Add(organisation);
        if (request.Simulated && stored.Clock is null) context.Add(new ClockRow { Ods = request.Ods.Value, Now = now });
        context.AddRange(reconcile.Added);
        context.RemoveRange(reconcile.Removed);

        var (opened, name) = (organisation.Opened, organisation.Name);
        organisation.Name = request.Name.Trim();
        organisation.TickSeconds = request.TickSeconds ?? organisation.TickSeconds;
        organisation.Opened |= !organisation.OpensByHand && wanted.Root.Headcount >= least;
        // Everything that is not about a named person is what other sides keep a copy of.
        if (context.ChangeTracker.Entries().Any(entry => entry.State != EntityState.Unchanged && entry.Entity is not (PersonRow or IdentityRow or RoleRow))) organisation.Version++;
        plan = plan with
        {
            Changes = plan.Changes with
            {
                Created = stored.Organisation is null,
                Any = context.ChangeTracker.HasChanges(),
                Headcount = wanted.Root.Headcount,
                NotOpenUntil = wanted.Root.Headcount >= least ? null : least,
                WaitsToBeOpened = !organisation.Opened && wanted.Root.Headcount >= least,
            },
        };
        return (warnings.AddedTo(plan), ImportEntries.Of(request, plan, opens: organisation.Opened && !opened, stored, name));
    }

    // What the next import should know, and the trail.
    private static async Task Remember(
        IssuanceContext context, ImportRequest request, IDbContextTransaction transaction, List<AuditEntry> entries, DateTimeOffset now, CancellationToken stop)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var inside = (NpgsqlTransaction)transaction.GetDbTransaction();
        await ImportMemory.Keep(request, connection, inside, stop);
        await AuditTrail.Append(request.Ods, now, request.By, entries, connection, inside, stop);
    }
}
