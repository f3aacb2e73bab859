using System.Diagnostics;
using MoralePulse.Harness;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Story;

/// <summary>The scripts as somebody meets them who has just cloned the repository.</summary>
internal sealed class ScriptTests
{
    [TestCase("run")]
    [TestCase("import")]
    [TestCase("replay")]
    [TestCase("bench")]
    [TestCase("test")]
    public async Task A_script_that_is_asked_for_help_says_how_it_is_called_and_does_nothing(string name)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no bash of its own.");
        var path = Path.Combine("scripts", name);
        var root = RepositoryFolder.Find(path)!;
        foreach (var option in new[] { "--help", "-h" })
        {
            using var script = Process.Start(new ProcessStartInfo("bash", [path, option]) { RedirectStandardOutput = true, WorkingDirectory = root })!;
            var said = await script.StandardOutput.ReadToEndAsync();
            await script.WaitForExitAsync();
            Assert.That(script.ExitCode, Is.Zero);
            Assert.That(said, Does.Contain($"\n  scripts/{name}").And.Not.Contains("#").And.Not.Contains("source"));
        }
    }
}
