namespace MoralePulse.Browser.Tests.EveryPage;

/// <summary>Seaside Care with half a year of figures: signals, a unit that counts elsewhere, cohorts, reach, an estimate.</summary>
internal static class FilledTrust
{
    public static async Task<Trust> Open()
    {
        var trust = await Trust.Open();
        await trust.Release("surgery", 6, 3, 1);
        await trust.ReleaseWeeks("surgery", 12, 11, 12, 13, 12, 11, 12, 11, 13, 12, 11, 12, 13, 12, 16, 16, 17, 16, 16, 17, 16);
        await trust.ReleaseWeeks("medicine", 12, 11, 12, 13, 12, 11, 12, 11, 13, 12, 11, 12, 13, 5);
        await trust.ReleaseWeeks("ward-17", 11, 12, 10);
        await trust.Writes("""
            insert into published.roll_up select 'RY5', 'staff-group', 'nursing', '2026-11-23'::date - 7 * w, 9 + w % 3, 4, 2 + w % 2 from generate_series(0, 20) w;
            insert into published.roll_up select 'RY5', 'shift', 'early', '2026-11-23'::date - 7 * w, 7 + w % 3, 4, 3 + w % 2 from generate_series(0, 20) w;
            insert into published.version values ('RY5', 'staff-group', 'nursing', 21, '2026-11-23T12:00Z'), ('RY5', 'shift', 'early', 21, '2026-11-23T12:00Z');
            insert into published.reach values ('RY5', 'surgery', '2026-11-16', 22), ('RY5', 'RY5', '2026-11-16', 44), ('RY5', 'RY5', '2026-11-23', 12);
            """);
        await trust.MakeTrends();
        await trust.Estimate("ward-17", 60, 57.4, 49.6, 65.2, "medicine");
        return trust;
    }
}
