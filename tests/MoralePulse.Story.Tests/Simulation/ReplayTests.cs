using System.Globalization;
using System.IO.Compression;
using MoralePulse.Simulation;
using MoralePulse.Web.Simulation;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Simulation;

[TestFixture]
internal sealed class ReplayTests
{
    [Test]
    public async Task A_trace_goes_through_whole_and_every_pulse_is_accounted_for()
    {
        await using var world = await SimulationWorld.Create();
        var file = await Trace(packed: true, days: 30);
        var (code, lines, _) = await Replay(world, file);

        var numbers = lines[^7..].Select(line => line.Split(' ')).ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
        Assert.That(code, Is.Zero);
        Assert.That(numbers.Keys, Is.EqualTo(["read", "counted", "released", "pending", "expired", "blocks", "seconds"]));
        Assert.That(numbers["counted"], Is.EqualTo(numbers["read"]).And.EqualTo(numbers["released"] + numbers["pending"] + numbers["expired"]));
        Assert.That(numbers["pending"], Is.Zero);
        Assert.That(numbers["blocks"], Is.GreaterThan(10).And.EqualTo(await world.Database.Scalar<long>("select count(*) from published.block where ods = 'REPLAY1'")));
        Assert.That(await world.Database.Scalar<int>("select min(green + amber + red) from published.block"), Is.GreaterThanOrEqualTo(10));
        Assert.That(await world.Database.Scalar<string>("select name from organisation.organisation"), Is.EqualTo($"Replay of {Path.GetFileName(file)}"));
        Assert.That(await world.Database.Scalar<int>("select headcount from organisation.unit where parent_id is null"), Is.EqualTo(60));
        Assert.That(await world.Database.Scalar<long>("select count(*) from published.reach where unit = 'organisation'"), Is.GreaterThan(0), "week passes came with first taps");
        Assert.That(await world.Database.Scalar<bool>("select now >= '2019-04-29 00:00 Europe/London' and now < '2019-05-20 00:00 Europe/London' from organisation.clock"), "29 days on, and until nothing is pending");
    }

    [Test]
    public async Task Every_replay_is_an_organisation_of_its_own()
    {
        await using var world = await SimulationWorld.Create();
        var file = await Trace(packed: false, days: 3);
        await Replay(world, file);
        await Replay(world, file);
        Assert.That(await world.Database.Rows("select ods from organisation.organisation order by 1"), Is.EqualTo(["(REPLAY1)", "(REPLAY2)"]));
    }

    [Test]
    public async Task Wrong_lines_are_named_and_nothing_is_imported()
    {
        await using var world = await SimulationWorld.Create();
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "wrong.csv");
        await File.WriteAllTextAsync(file, "date,team,directorate,person,rating\n2019-03-01,T1,D1,1,green\n1 March,T1,D1,2,amber\n2019-03-01,T1,D1,3,blue\n2019-03-01,,D1,4,red\n2019-03-01,T1,D1,1,red\n2019-03-01,T1\n");
        var (code, lines, problems) = await Replay(world, file);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(lines, Is.Empty);
        Assert.That(problems.Select(problem => problem.Split(':')[0]), Is.EqualTo(["wrong.csv, line 3", "wrong.csv, line 4", "wrong.csv, line 5", "wrong.csv, line 6", "wrong.csv, line 7", "Nothing was imported."]));
        Assert.That(await world.Database.Scalar<long>("select count(*) from organisation.organisation"), Is.Zero);
    }

    [Test]
    public async Task A_file_of_something_else_is_refused_in_a_line()
    {
        await using var world = await SimulationWorld.Create();
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "other.csv");
        await File.WriteAllTextAsync(file, "day;mood\n");
        var (code, _, problems) = await Replay(world, file);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(problems[0], Does.Contain("date,team,directorate,person,rating"));
    }

    private static async Task<(int Code, string[] Output, string[] Problems)> Replay(SimulationWorld world, string file)
    {
        await using var output = new StringWriter();
        await using var problems = new StringWriter();
        var code = await new ReplayCommand(output, problems).Run([file], world.Settings, CancellationToken.None);
        return (code, Lines(output), Lines(problems));
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    // Sixty people in four teams of two directorates; four of five give a pulse a day.
    private static async Task<string> Trace(bool packed, int days)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"trace-{days}.csv{(packed ? ".gz" : "")}");
        var draws = Draws.Of(days);
        await using var stream = File.Create(file);
        await using var writer = new StreamWriter(packed ? new GZipStream(stream, CompressionLevel.Fastest) : stream);
        await writer.WriteLineAsync("date,team,directorate,person,rating");
        for (var day = 0; day < days; day++)
            for (var person = 0; person < 60; person++)
                if (draws.Happens(0.8))
                    await writer.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{new DateOnly(2019, 3, 1).AddDays(day):yyyy-MM-dd},T{person / 15},D{person / 30},{person},{draws.OneOf<string>([("green", 6), ("amber", 3), ("red", 1)])}"));
        return file;
    }
}
