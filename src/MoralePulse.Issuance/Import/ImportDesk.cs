using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.SetUp;

namespace MoralePulse.Issuance.Import;

/// <summary>A column of an export, to be chosen from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Example">A value from it; empty where it has none.</param>
public sealed record ExportColumn(string Name, string Example);

/// <summary>An import by pages: files are sent, columns chosen, the preview looked at, and then it is done or given up.</summary>
/// <param name="database">This side's connections.</param>
/// <param name="drafts">Where files wait.</param>
/// <param name="import">The import itself.</param>
public sealed class ImportDesk(IssuanceDatabase database, ImportDrafts drafts, OrganisationImport import)
{
    /// <summary>Takes in what an administrator sent; of an export, guesses its columns or knows them from last time.</summary>
    public async Task Send(Administrator who, SentFile people, SentFile? units, CancellationToken stop) =>
        await drafts.Keep(who, new(people, units, units is null ? await Guess(people, who.Ods, database, stop) : null), stop);

    /// <summary>What the columns of an export mean: as the last import had them, else as they look.</summary>
    public static async Task<ExportColumns> Guess(SentFile file, Ods ods, IssuanceDatabase database, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(file);
        return ExportGuess.Of(ExportFile.Read(file.Content, file.Name), await ImportMemory.Columns(database, ods, stop));
    }

    /// <summary>What she sent, if anything.</summary>
    public Task<ImportDraft?> Draft(Administrator who, CancellationToken stop) => drafts.Find(who, stop);

    /// <summary>The columns of an export.</summary>
    public static IReadOnlyList<ExportColumn> ColumnsOf(ImportDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var file = ExportFile.Read(draft.People.Content, draft.People.Name);
        return [.. file.Columns.Index().Where(column => column.Item is not "").Select(column => new ExportColumn(column.Item, file.Lines.Select(line => line.Values[column.Index]).FirstOrDefault(value => value is not "", "")))];
    }

    /// <summary>Whether a file was read as Windows-1252, so that accents should be looked at.</summary>
    public static bool IsWindows1252(ImportDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.IsExport && ExportFile.Read(draft.People.Content, draft.People.Name).IsWindows1252;
    }

    /// <summary>Says what the columns of her export mean. Overtaken where she has sent none, or not any more.</summary>
    public async Task<SetUpOutcome> Choose(Administrator who, ExportColumns columns, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (await drafts.Find(who, stop) is not { IsExport: true } draft) return new SetUpOutcome.Overtaken();
        if (columns.Clash() is { } clash) return new SetUpOutcome.Refused(clash.Field, $"{clash.What} {ImportTexts.ExportColumnGoneRemedy}");
        await drafts.Keep(who, draft with { Columns = columns }, stop);
        return new SetUpOutcome.Done();
    }

    /// <summary>What her files would change, or everything that is wrong with them.</summary>
    public async Task<ImportOutcome?> Preview(Administrator who, CancellationToken stop) =>
        await Request(who, stop) is { } request ? await import.Preview(request, stop) : null;

    /// <summary>Imports them, if that changes what the preview said; null where there are none, or not any more.</summary>
    public async Task<ImportOutcome?> Apply(Administrator who, string expected, CancellationToken stop)
    {
        if (await Request(who, stop) is not { } request) return null;
        var outcome = await import.Apply(request with { Expected = expected }, stop);
        if (outcome is ImportOutcome.Done) await drafts.Drop(who, stop);
        return outcome;
    }

    /// <summary>Whether the last file decided about roles.</summary>
    public Task<bool> RolesByFile(Ods ods, CancellationToken stop) => ImportMemory.RolesByFile(database, ods, stop);

    /// <summary>Forgets them.</summary>
    public Task GiveUp(Administrator who, CancellationToken stop) => drafts.Drop(who, stop);

    private async Task<ImportRequest?> Request(Administrator who, CancellationToken stop)
    {
        if (await drafts.Find(who, stop) is not { } draft || await database.Tree.Find(who.Ods, stop) is not { } here) return null;
        return Request(who.Ods, here.Organisation.Name, draft, here.Organisation.Tree) with { By = who.Person, Simulated = here.Organisation.Simulated };
    }

    /// <summary>What files amount to.</summary>
    /// <param name="ods">Whose they are.</param>
    /// <param name="name">The organisation's name.</param>
    /// <param name="draft">The files.</param>
    /// <param name="tree">The tree as it is; null for a new organisation.</param>
    public static ImportRequest Request(Ods ods, string name, ImportDraft draft, UnitTree? tree)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Units is null)
        {
            var file = ExportFile.Read(draft.People.Content, draft.People.Name);
            return new ExportReading(file, draft.Columns ?? ExportGuess.Of(file, null), tree).For(ods, name);
        }

        var unreadable = new List<WrongLine>();
        var units = DirectoryFiles.Units(new MemoryStream(draft.Units.Content), draft.Units.Name, unreadable);
        var people = DirectoryFiles.People(new MemoryStream(draft.People.Content), draft.People.Name, unreadable, out var withRoles);
        return new(ods, name, units, people) { UnitsFile = draft.Units.Name, PeopleFile = draft.People.Name, Unreadable = unreadable, RolesByFile = withRoles };
    }
}
