namespace RecoveryCli;

/// <summary>Files that hold secrets: readable by their owner only, from their first byte on.</summary>
internal static class OwnFile
{
    /// <param name="file">The whole path.</param>
    /// <param name="mode">What becomes of one that exists: by default it is left alone and the call fails.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor written in this folder.</exception>
    internal static FileStream Create(string file, FileMode mode = FileMode.CreateNew)
    {
        // Without a buffer of its own, what could not be written is told by the write itself.
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }

    /// <summary>Makes a folder, unless it is there.</summary>
    internal static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
