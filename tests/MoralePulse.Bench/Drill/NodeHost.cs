using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using MoralePulse.Web;

namespace MoralePulse.Bench.Drill;

/// <summary>The service as it is, in a process whose clock the drill can step: each line on standard input says how many milliseconds it is ahead.</summary>
public static class NodeHost
{
    /// <summary>The command by which the drill starts itself as a service.</summary>
    public const string Command = "drill-node";

    /// <summary>Serves until it is killed, or until standard input closes because the drill has ended.</summary>
    /// <param name="address">Where.</param>
    public static async Task<int> Run(string address)
    {
        var time = new SteppedTime();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(Service).Assembly.GetName().Name, EnvironmentName = "Development" });
        builder.WebHost.UseUrls(address);
        // What it says of a database that is being killed is not what is drilled; and standard output is for answers to the drill.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(time);
        await using var app = Service.Build(builder);
        await app.StartAsync();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            time.Offset = TimeSpan.FromMilliseconds(long.Parse(line, CultureInfo.InvariantCulture));
            await Console.Out.WriteLineAsync("stepped");
        }

        await app.StopAsync();
        return 0;
    }
}
