using System.Globalization;
using System.Text;
using MoralePulse.Domain;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.Import;
using Npgsql;

namespace MoralePulse.Issuance.SetUp;

/// <summary>The organisation's named working windows. One that is retired is known until the last pass that could name it closes, and never deleted.</summary>
/// <param name="database">This side's connections.</param>
public sealed class ShiftList(IssuanceDatabase database)
{
    /// <summary>Shifts in use at most: a longer list is no list to choose from.</summary>
    public const int Most = 20;

    private const int LongestCode = 40;

    /// <summary>Adds one at the end of the list. One that is there already as it is wanted is added: a second run after a lost answer finds its own.</summary>
    public Task<SetUpOutcome> Add(Administrator who, string name, TimeOnly? starts, TimeOnly? ends, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        var here = work.Here.Organisation;
        if (here.Shifts.Any(known => known.Name == name && known.Starts == starts && known.Ends == ends)) return new SetUpOutcome.Done();
        if (Wrong(name, starts, ends, here.Shifts) is { } wrong) return wrong;
        if (here.Shifts.Count >= Most) return new SetUpOutcome.Refused("name", Phrase.With(SettingTexts.TooManyShifts, Most));
        var shift = new ShiftPattern(CodeFor(name, here.Shifts.Concat(here.RetiredShifts)), name, starts!.Value, ends!.Value);
        return await work.Write(
            new("shift", shift.Code, null, SettingValues.Shift(shift)), null,
            """
            insert into organisation.shift (ods, code, name, starts, ends, position)
            select @ods, @code, @name, @starts, @ends, coalesce((select max(s.position) from organisation.shift s where s.ods = @ods), 0) + 1
            """,
            Values(shift), token);
    }, stop);

    /// <summary>Changes the name or times of one; its code stays, so that blocks, trends and outboxes go on meaning it.</summary>
    public Task<SetUpOutcome> Change(Administrator who, string code, string name, TimeOnly? starts, TimeOnly? ends, string seen, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        var here = work.Here.Organisation;
        if (here.Shifts.FirstOrDefault(shift => shift.Code == code) is not { } known) return new SetUpOutcome.Overtaken();
        if (Wrong(name, starts, ends, here.Shifts.Where(shift => shift.Code != code)) is { } wrong) return wrong;
        var shift = known with { Name = name, Starts = starts!.Value, Ends = ends!.Value };
        return await work.Write(
            new("shift", code, SettingValues.Shift(known), SettingValues.Shift(shift)), seen,
            "update organisation.shift set name = @name, starts = @starts, ends = @ends where ods = @ods and code = @code", Values(shift), token);
    }, stop);

    /// <summary>Retires one on the organisation's date, or takes it into use again.</summary>
    public Task<SetUpOutcome> SetUsed(Administrator who, string code, bool used, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        var here = work.Here.Organisation;
        if (here.Shifts.Concat(here.RetiredShifts).FirstOrDefault(shift => shift.Code == code) is not { } known) return new SetUpOutcome.Overtaken();
        if (!used && here.Shifts.Count == 1 && known.RetiredOn is null) return new SetUpOutcome.Refused("", SettingTexts.LastShift);
        if (used && here.Shifts.Any(shift => shift.Code != code && Same(shift.Name, known.Name))) return new SetUpOutcome.Refused("", SettingTexts.ShiftTwice);
        var shift = known with { RetiredOn = used ? null : known.RetiredOn ?? work.Here.Today };
        return await work.Write(
            new("shift", code, SettingValues.Shift(known), SettingValues.Shift(shift)), null, "update organisation.shift set retired_on = case when @used then null else @today end where ods = @ods and code = @code",
            [new("code", code), new("used", used), new("today", work.Here.Today)], token);
    }, stop);

    /// <summary>Moves one a place up: the order is that of the tap page.</summary>
    public Task<SetUpOutcome> MoveUp(Administrator who, string code, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        var codes = work.Here.Organisation.Shifts.Select(shift => shift.Code).ToList();
        if (!codes.Contains(code)) return new SetUpOutcome.Overtaken();
        if (codes.IndexOf(code) is not (> 0 and var at)) return new SetUpOutcome.Done();
        var before = string.Join(' ', codes);
        (codes[at - 1], codes[at]) = (codes[at], codes[at - 1]);
        return await work.Write(
            new("shift", code, AuditValues.Of(("order", before)), AuditValues.Of(("order", string.Join(' ', codes)))), null,
            "update organisation.shift s set position = t.n from unnest(@codes) with ordinality as t(code, n) where s.ods = @ods and s.code = t.code", [new("codes", codes.ToArray())], token);
    }, stop);

    private static SetUpOutcome.Refused? Wrong(string name, TimeOnly? starts, TimeOnly? ends, IEnumerable<ShiftPattern> others) =>
        !PlainName.Is(name) || name.Length > LongestCode ? new("name", Phrase.With(SettingTexts.WrongShiftName, LongestCode))
        : others.Any(shift => Same(shift.Name, name)) ? new("name", SettingTexts.ShiftTwice)
        : starts is null ? new("starts", SettingTexts.WrongTime)
        : ends is null ? new("ends", SettingTexts.WrongTime)
        : starts == ends ? new("ends", SettingTexts.NoTime)
        : null;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static NpgsqlParameter[] Values(ShiftPattern shift) => [new("code", shift.Code), new("name", shift.Name), new("starts", shift.Starts), new("ends", shift.Ends)];

    // "Long day" is long-day; a code that was used before is never given to another shift.
    private static string CodeFor(string name, IEnumerable<ShiftPattern> known)
    {
        var plain = string.Concat(name.Normalize(NormalizationForm.FormD).ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' '));
        var slug = string.Join('-', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } some ? some[..Math.Min(some.Length, LongestCode - 4)].Trim('-') : "shift";
        var taken = known.Select(shift => shift.Code).ToHashSet();
        return Enumerable.Range(1, 999).Select(n => n == 1 ? slug : string.Create(CultureInfo.InvariantCulture, $"{slug}-{n}")).First(code => !taken.Contains(code));
    }
}
