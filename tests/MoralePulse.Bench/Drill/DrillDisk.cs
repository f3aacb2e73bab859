using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MoralePulse.Bench.Drill;

/// <summary>
/// A small disk of PostgreSQL's own, that can be full: a file with an ext4 file system in it, mounted over a loop device. Only root may mount; where she can't, the drill goes
/// without, and says why.
/// </summary>
internal sealed class DrillDisk : IDisposable
{
    private const long Size = 640L * 1024 * 1024; // room for the cluster, its log between two checkpoints and what a drill counts

    private readonly string home = Directory.CreateTempSubdirectory("moralepulse-disk-").FullName;

    private DrillDisk()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Folder = Directory.CreateDirectory(Path.Combine(home, "disk")).FullName;
    }

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    private string Image => Path.Combine(home, "image");

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Makes and mounts one.</summary>
    /// <param name="why">Why there is none.</param>
    public static DrillDisk? Mount(out string why)
    {
        why = "";
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            why = "only root may mount a disk of its own for it, on Linux";
            return null;
        }

        var disk = new DrillDisk();
        using (var image = File.Create(disk.Image)) image.SetLength(Size);
        if (Fault("mkfs.ext4", "-q", "-F", "-m", "0", disk.Image) is not { } fault && (fault = Fault("mount", "-o", "loop", disk.Image, disk.Folder)) is null) return disk;
        why = fault.ReplaceLineEndings(" ").Trim();
        Directory.Delete(disk.home, recursive: true);
        return null;
    }

    /// <summary>Takes every byte that is left.</summary>
    public void Fill()
    {
        Fault("fallocate", "-l", new DriveInfo(Folder).AvailableFreeSpace.ToString(CultureInfo.InvariantCulture), Ballast);
        using var rest = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var block = new byte[4096]; ;) rest.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives it back.</summary>
    public void MakeRoom() => File.Delete(Ballast);

    /// <summary>Unmounts it.</summary>
    public void Dispose()
    {
        if (Fault("umount", Folder) is not null) Fault("umount", "-l", Folder);
        Directory.Delete(home, recursive: true);
    }

    private static string? Fault(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{program}: {said}";
        }
        catch (Win32Exception missing)
        {
            return $"{program}: {missing.Message}";
        }
    }
}
